'use client';

import { useLocale } from 'use-intl';
import { useTimeZone } from '../ui/use-format';

/** Formats an RFC 3339 time as the time of the reader's day: `12:04:30`. */
export const useTimeOfDay = (): ((time: string) => string) => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const format = new Intl.DateTimeFormat(locale, {
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone,
  });
  return (time) => format.format(new Date(time));
};

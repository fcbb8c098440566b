'use client';

import { useLocale } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { formatValue } from '@/lib/domain/metrics/format-value';
import { useTimeZone } from '../ui/use-format';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How a chart over a span of milliseconds writes its values and times, in the reader's language. */
export const useChartFormat = (unit: Unit, span: number) => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const axis = new Intl.DateTimeFormat(
    locale,
    span > 2 * day
      ? { month: 'short', day: 'numeric', timeZone }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  );
  const short = new Intl.DateTimeFormat(locale, {
    ...(span > day ? { month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(locale, {
    ...(span > day ? { month: 'short', day: 'numeric' } : {}),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return {
    value: (value: number) => formatValue(value, unit, locale),
    /** For the axis. */
    time: (time: number) => axis.format(time),
    /** To the minute, for a sentence. */
    moment: (time: number) => short.format(time),
    /** To the second. */
    exactTime: (time: number) => exact.format(time),
    zoneOffset: -new Date().getTimezoneOffset() * minute,
  };
};

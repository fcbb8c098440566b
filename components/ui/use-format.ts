'use client';

import { useSyncExternalStore } from 'react';
import { useLocale } from 'use-intl';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMilliseconds,
  formatPercent,
} from '@/lib/domain/format';

const neverChanges = () => () => {};
let knownTimeZone: string | undefined;
/** Asked once: React wants it of every component that formats, at each render, and it is slow. */
const browserTimeZone = (): string => {
  knownTimeZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return knownTimeZone;
};
const serverTimeZone = () => 'UTC';

/** The reader's time zone; UTC on the server and in the first render, which must equal it. */
export const useTimeZone = (): string =>
  useSyncExternalStore(neverChanges, browserTimeZone, serverTimeZone);

/** The formats of `lib/domain/format` in the reader's language and time zone. */
export const useFormat = () => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  return {
    bytes: (value: string | number | bigint) => formatBytes(value, locale),
    count: (value: string | number | bigint) => formatCount(value, locale),
    duration: (seconds: number) => formatDuration(seconds, locale),
    milliseconds: (value: number) => formatMilliseconds(value, locale),
    percent: (fraction: number) => formatPercent(fraction, locale),
    dateTime: (time: string | Date) => formatDateTime(time, locale, timeZone),
    date: (time: string | Date) => formatDate(time, locale, timeZone),
  };
};

'use client';

import { useLocale } from 'use-intl';
import type { Unit } from '@/lib/domain/api/metrics';
import { formatValue } from '@/lib/domain/metrics/format-value';
import { useTimeZone } from '../ui/use-format';
import { formatMeasured, type MeasuredValue } from './measured-value';

const minute = 60_000;
const day = 24 * 60 * minute;

const date = { month: 'short', day: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const exactClock = { ...clock, second: '2-digit' } as const;

/** Making one takes longer than drawing a line, and every chart needs the same few. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const name = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(name, format);
  return format;
};

/** How a chart over a span of milliseconds writes its values and times, in the reader's language. */
export const useChartFormat = (unit: Unit, span: number) => {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const isDays = span > day;
  const axis = formatOf(locale, { ...(span > 2 * day ? date : clock), timeZone });
  const short = formatOf(locale, { ...(isDays ? date : {}), ...clock, timeZone });
  const exact = formatOf(locale, { ...(isDays ? date : {}), ...exactClock, timeZone });
  return {
    value: (value: number) => formatValue(value, unit, locale),
    /** With the bucket in place of the number where no more is known. */
    measured: (measured: MeasuredValue | null, guide: number | null) =>
      formatMeasured(measured, unit, guide, locale),
    /** For an axis whose ticks are these: to the second where they are closer than a minute. */
    axisTime: (ticks: readonly number[]) => {
      const shown = ticks.every((tick) => tick % minute === 0) ? axis : exact;
      return (time: number) => shown.format(time);
    },
    /** To the minute, for a sentence. */
    moment: (time: number) => short.format(time),
    /** To the second. */
    exactTime: (time: number) => exact.format(time),
  };
};

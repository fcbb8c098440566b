import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';

/**
 * Both ends of a span, to the second: with their days unless both are today, and with their years
 * unless both are of this year.
 *
 * @param now milliseconds since 1970
 */
export const formatSpan = (
  { from, to }: TimeSpan,
  now: number,
  locale: string,
  timeZone: string,
): string => {
  const written = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (time: number) => format.format(time);
  };
  const isAllOf = (nameOf: (time: number) => string) =>
    [from, to].every((time) => nameOf(time) === nameOf(now));
  const isThisYear = isAllOf(written({ year: 'numeric' }));
  const isToday = isAllOf(written({ dateStyle: 'short' }));
  const moment = written({
    ...(isThisYear ? {} : { year: 'numeric' }),
    ...(isToday ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return `${moment(from)} – ${moment(to)}`;
};

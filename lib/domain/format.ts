/** Numbers as people read them. Every function takes the language last; English without one. */

/** Making one takes far longer than using it, and a page of numbers needs the same few. */
const cached = <Options, Format>(make: (locale: string, options: Options) => Format) => {
  const formats = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const name = `${locale} ${JSON.stringify(options)}`;
    const known = formats.get(name) ?? make(locale, options);
    formats.set(name, known);
    return known;
  };
};

const numberFormat = cached(
  (locale: string, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
const dateTimeFormat = cached(
  (locale: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/**
 * Bytes in binary units with three significant digits at most: `512 B`, `1.5 KiB`, `2 GiB`.
 * Takes decimal text too, because sizes travel as text.
 */
export const formatBytes = (bytes: string | number | bigint, locale = 'en'): string => {
  let value = Number(bytes);
  let unit = 0;
  while (Math.abs(value) >= 1023.5 && unit < binaryUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = Math.abs(value) >= 100 || unit === 0 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${formatNumber(value, digits, locale)} ${binaryUnits[unit]}`;
};

/** A whole number with digit groups and no loss above 2^53: `48,211,930`. */
export const formatCount = (count: string | number | bigint, locale = 'en'): string =>
  numberFormat(locale, {}).format(BigInt(count));

/** A number with at most so many digits after the point: `1.5`, `12,000`. */
export const formatNumber = (value: number, digits: number, locale = 'en'): string =>
  numberFormat(locale, { maximumFractionDigits: digits }).format(value);

/** A part of a whole, 0 to 1, as a percentage: `31%`, `0.4%`. */
export const formatPercent = (fraction: number, locale = 'en'): string =>
  numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(fraction) < 0.1 ? 1 : 0,
  }).format(fraction);

const durationUnits = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** A span of seconds in its two largest units: `4d 2h`, `3m`, `0s`; `4天 2小时` in Chinese. */
export const formatDuration = (seconds: number, locale = 'en'): string => {
  const total = Math.max(0, Math.round(seconds));
  const largest = durationUnits.findIndex((entry) => total >= entry.seconds);
  const shown =
    largest === -1 ? durationUnits.slice(-1) : durationUnits.slice(largest, largest + 2);
  let rest = total;
  const parts: string[] = [];
  for (const { unit, seconds: length } of shown) {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    if (amount > 0 || parts.length === 0) {
      parts.push(
        numberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(amount),
      );
    }
  }
  return parts.join(' ');
};

/** Milliseconds in the unit that reads best: `240 µs`, `3.2 ms`, `41 ms`, `1.25 s`. */
export const formatMilliseconds = (milliseconds: number, locale = 'en'): string => {
  const size = Math.abs(milliseconds);
  if (size >= 1_000) {
    return `${formatNumber(milliseconds / 1_000, 2, locale)} s`;
  }
  if (size >= 1 || size === 0) {
    return `${formatNumber(milliseconds, size < 10 ? 1 : 0, locale)} ms`;
  }
  return `${formatNumber(milliseconds * 1_000, 0, locale)} µs`;
};

/** A time in full, in a time zone: `Nov 22, 2026, 11:42:07`. */
export const formatDateTime = (time: string | Date, locale = 'en', timeZone = 'UTC'): string =>
  dateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(time));

/** A day, in a time zone: `Nov 22, 2026`. */
export const formatDate = (time: string | Date, locale = 'en', timeZone = 'UTC'): string =>
  dateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(new Date(time));

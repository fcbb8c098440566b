import 'server-only';

const significantDigits = 4;

/** Go's `%.4g` of numbers it does not write with an exponent. */
const short = (value: number): string => String(Number(value.toPrecision(significantDigits)));

/** Below one with the prefix of a power of 1,000, as Prometheus's humanizeDuration does. */
const shortDuration = (seconds: number): string => {
  const prefixes = ['', 'm', 'u', 'n'];
  const step = seconds >= 1 ? 0 : Math.min(3, Math.ceil(-Math.log10(seconds) / 3));
  return `${short(seconds * 1000 ** step)}${prefixes[step]}s`;
};

const shortBinary = (value: number): string => {
  const prefixes = ['', 'ki', 'Mi', 'Gi', 'Ti'];
  const step = Math.floor(Math.log2(value) / 10);
  return `${short(value / 1024 ** step)}${prefixes[step]}`;
};

const writers: Readonly<Record<string, (value: number) => string>> = {
  humanizeDuration: shortDuration,
  humanize1024: shortBinary,
  humanizePercentage: (value) => `${short(value * 100)}%`,
};

/**
 * An annotation as Prometheus writes it out, for the templates exported rules have. A label that
 * the alert lacks is told, where Prometheus would write nothing.
 */
export const expandTemplate = (
  template: string,
  { labels, value }: { labels: Readonly<Record<string, string>>; value: number | null },
): string =>
  template
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name: string) => labels[name] ?? `no label ${name}`)
    .replaceAll('{{ printf "%.4g" $value }}', short(value ?? Number.NaN))
    .replace(
      /\{\{ \$value \| (\w+) \}\}/g,
      (_, writer: string) => writers[writer]?.(value ?? Number.NaN) ?? `no function ${writer}`,
    );

const nanosecondsPerSecond = 1_000_000_000n;

const units: [string, bigint][] = [
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', nanosecondsPerSecond],
  ['ms', 1_000_000n],
  ['us', 1000n],
  ['µs', 1000n],
  ['ns', 1n],
];

const decimal = (value: bigint, unit: bigint): string => {
  const digits = String(unit).length - 1;
  const fraction = String(value % unit)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  return fraction === '' || digits === 0 ? `${value / unit}` : `${value / unit}.${fraction}`;
};

/** A duration in nanoseconds as Go prints it: `1h0m0s`, `1.5s`, `150ms`, `0s`. */
export const durationText = (nanoseconds: bigint): string => {
  if (nanoseconds === 0n) {
    return '0s';
  }
  const sign = nanoseconds < 0n ? '-' : '';
  const value = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (value < nanosecondsPerSecond) {
    const [name, unit] = value >= 1_000_000n ? ['ms', 1_000_000n] : ['µs', 1000n];
    return value < 1000n ? `${sign}${value}ns` : `${sign}${decimal(value, BigInt(unit))}${name}`;
  }
  const seconds = value / nanosecondsPerSecond;
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  const rest = `${decimal(value % (60n * nanosecondsPerSecond), nanosecondsPerSecond)}s`;
  const upper = hours > 0n ? `${hours}h${minutes}m` : '';
  return sign + (upper || (minutes > 0n ? `${minutes}m` : '')) + rest;
};

/** The nanoseconds of a Go duration text, or undefined where it is malformed. */
export const parseDuration = (text: string): bigint | undefined => {
  const [, sign, body = ''] =
    /^([+-]?)((?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+|0)$/.exec(text) ?? [];
  if (body === '') {
    return undefined;
  }
  let total = 0n;
  for (const [, whole = '0', fraction = '', name] of body.matchAll(/(\d+)(?:\.(\d+))?([a-zµ]+)/g)) {
    const unit = units.find(([candidate]) => candidate === name)?.[1] ?? 0n;
    total +=
      BigInt(whole) * unit + (BigInt(`0${fraction}`) * unit) / 10n ** BigInt(fraction.length);
  }
  return sign === '-' ? -total : total;
};

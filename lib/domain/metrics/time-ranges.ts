/** The ranges the picker offers, from now backwards, in milliseconds. */
export const timeRanges = {
  '5m': 5 * 60_000,
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '6h': 6 * 3_600_000,
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
  '30d': 30 * 24 * 3_600_000,
} as const;

/** One of the ranges, as it stands in the URL. */
export type TimeRange = keyof typeof timeRanges;

/** The ranges in the order of the picker. */
export const timeRangeNames: readonly TimeRange[] = ['5m', '15m', '1h', '6h', '24h', '7d', '30d'];

/** Two moments, milliseconds since 1970. */
export type TimeSpan = { from: number; to: number };

/** What charts show: a range that ends now and moves on, or the time between two moments. */
export type ChosenRange = TimeRange | TimeSpan;

/** No chart shows less: it would stretch a handful of samples over its whole width. */
export const shortestSpan = 60_000;

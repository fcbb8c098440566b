const hour = 3_600_000;

const spans = { '1h': hour, '4h': 4 * hour, '1d': 24 * hour } as const;

/** When a silence may end, as the dialog offers it. */
export const silenceEnds = ['1h', '4h', '1d', 'custom'] as const;

/** When a silence ends: after a span, or at a time of one's own. */
export type SilenceEnd = (typeof silenceEnds)[number];

/**
 * The end of a silence as RFC 3339 in UTC. `custom` is what a `datetime-local` field holds, in the
 * reader's time zone; `now` is in milliseconds since 1970.
 */
export const silenceEnd = (end: SilenceEnd, custom: string, now: number): string =>
  new Date(end === 'custom' ? custom : now + spans[end]).toISOString();

/** The server takes no end that is further away. */
export const longestSilence = 365 * 24 * hour;

/** A time in milliseconds since 1970 as a `datetime-local` field holds it, to the minute. */
export const fieldTime = (time: number): string =>
  new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

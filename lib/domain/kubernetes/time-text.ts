const earliestSeconds = -62_135_596_800n;
const latestSeconds = 253_402_300_799n;

/** A point in time as Kubernetes stores it. */
export type Timestamp = { seconds: bigint; nanoseconds: number };

/**
 * RFC 3339 text in UTC, with six digits of a second when asked, as Go prints metav1.Time and
 * MicroTime. Null for Go's zero time; undefined outside of the years 1 to 9999.
 */
export const timeText = (
  { seconds, nanoseconds }: Timestamp,
  microseconds: boolean,
): string | null | undefined => {
  const truncated = Math.trunc(nanoseconds / 1000);
  if (seconds === earliestSeconds && truncated === 0) {
    return null;
  }
  if (seconds < earliestSeconds || seconds > latestSeconds || nanoseconds < 0) {
    return undefined;
  }
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return microseconds ? `${date}.${String(truncated).padStart(6, '0')}Z` : `${date}Z`;
};

/** The reverse of `timeText`; undefined where the text is no RFC 3339 time. */
export const parseTime = (text: string): Timestamp | undefined => {
  const [, date, fraction = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text) ?? [];
  const milliseconds = date ? Date.parse(`${date}Z`) : Number.NaN;
  return Number.isNaN(milliseconds)
    ? undefined
    : { seconds: BigInt(milliseconds / 1000), nanoseconds: Number(fraction.padEnd(9, '0')) };
};

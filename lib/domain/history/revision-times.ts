/** What was seen at one moment: the newest revision of the store. Time in ms since 1970. */
export type RevisionPoint = { time: number; revision: bigint };

/** A moment found for a revision; exact where it is known to the second. */
export type MappedTime = { time: number; isExact: boolean };

/** A revision found for a moment; exact where the store was seen at it then. */
export type MappedRevision = { revision: bigint; isExact: boolean };

const exactMilliseconds = 1_000;

/**
 * Points as noted, made to rise in both time and revision. The later note is believed: where our
 * clock was set back, earlier times are pulled back to it; where the store was replaced by one of
 * lower revisions, the points of the one before are left out.
 */
export const risingPoints = (noted: readonly RevisionPoint[]): RevisionPoint[] => {
  const rising: RevisionPoint[] = [];
  let next: RevisionPoint | undefined;
  for (const point of noted.toReversed()) {
    if (next === undefined || point.revision <= next.revision) {
      next = { revision: point.revision, time: Math.min(point.time, next?.time ?? point.time) };
      rising.push(next);
    }
  }
  return rising.reverse();
};

/** How many leading points hold a condition that only leading points hold. */
const countLeading = (
  points: readonly RevisionPoint[],
  holds: (point: RevisionPoint) => boolean,
): number => {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const point = points[middle];
    if (point !== undefined && holds(point)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};

/**
 * About when a revision was written, by rising points: between the last moment the store was seen
 * below it and the first it was seen at or above it. Undefined outside of what was seen.
 */
export const timeOfRevision = (
  points: readonly RevisionPoint[],
  revision: bigint,
): MappedTime | undefined => {
  const index = countLeading(points, (point) => point.revision < revision);
  const after = points[index];
  if (after === undefined) {
    return undefined;
  }
  const before = points[index - 1];
  if (before === undefined) {
    // The first revision seen may have been written long before we looked.
    return after.revision === revision ? { time: after.time, isExact: false } : undefined;
  }
  const share = Number(revision - before.revision) / Number(after.revision - before.revision);
  return {
    time: Math.round(before.time + share * (after.time - before.time)),
    isExact: after.time - before.time <= exactMilliseconds,
  };
};

/**
 * The newest revision at a moment, by rising points; interpolated between two of them. The last
 * point's revision after it, undefined before the first.
 */
export const revisionAtTime = (
  points: readonly RevisionPoint[],
  time: number,
): MappedRevision | undefined => {
  const index = countLeading(points, (point) => point.time <= time);
  const before = points[index - 1];
  if (before === undefined) {
    return undefined;
  }
  const after = points[index];
  if (after === undefined || after.revision === before.revision || before.time === time) {
    return { revision: before.revision, isExact: after !== undefined || before.time === time };
  }
  const share = (time - before.time) / (after.time - before.time);
  const steps = BigInt(Math.floor(share * Number(after.revision - before.revision)));
  return { revision: before.revision + steps, isExact: false };
};

/** At most so many points that still span the same times, spread evenly over them. */
export const thinPoints = (points: readonly RevisionPoint[], most: number): RevisionPoint[] => {
  if (points.length <= most) {
    return [...points];
  }
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  );
};

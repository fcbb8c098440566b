/** How far a transfer was at a moment. */
export type TransferSample = {
  /** Milliseconds of any steady clock. */
  time: number;
  done: number;
};

/** How fast a transfer goes and how long it will take; undefined while that is not known. */
export type TransferRate = {
  perSecond: number | undefined;
  secondsLeft: number | undefined;
};

const windowMilliseconds = 10_000;
const shortestSpan = 400;

/** The samples of the last ten seconds with a new one added; a repeated moment is replaced. */
export const addSample = (
  samples: readonly TransferSample[],
  sample: TransferSample,
): TransferSample[] => [
  ...samples.filter(({ time }) => time < sample.time && time >= sample.time - windowMilliseconds),
  sample,
];

/** Speed over the samples kept, and the time the rest takes at that speed. */
export const transferRate = (
  samples: readonly TransferSample[],
  total: number | undefined,
): TransferRate => {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.time - first.time < shortestSpan) {
    return { perSecond: undefined, secondsLeft: undefined };
  }
  const perSecond = ((last.done - first.done) * 1000) / (last.time - first.time);
  const secondsLeft =
    total !== undefined && perSecond > 0 ? Math.max(0, (total - last.done) / perSecond) : undefined;
  return { perSecond, secondsLeft };
};

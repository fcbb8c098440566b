/** Where a value begins to count, and where it says as much as it can. */
export type Scale = { mild: number; severe: number };

const leastScore = 0.2;

/**
 * How strongly a value speaks for a cause: 0 up to `mild`, then from 0.2 to 1 at `severe`, evenly on
 * a logarithmic scale, because ten times as slow is one step worse whatever the unit.
 */
export const scoreOf = (value: number, { mild, severe }: Scale): number => {
  if (value <= mild) {
    return 0;
  }
  const position = Math.log(value / mild) / Math.log(severe / mild);
  return Math.min(1, leastScore + (1 - leastScore) * position);
};

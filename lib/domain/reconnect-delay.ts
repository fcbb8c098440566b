const firstMilliseconds = 500;
const longestMilliseconds = 15_000;

/**
 * How long to wait in milliseconds before connecting again after `failures` failures in a row:
 * doubling up to 15 s, spread by `random` in [0, 1) so that not all come back at once.
 */
export const reconnectDelay = (failures: number, random: number): number => {
  const longest = Math.min(longestMilliseconds, firstMilliseconds * 2 ** failures);
  return Math.round(longest * (0.5 + random / 2));
};

import type { Health, Overview } from '../api/overview';

const rank: Record<Health, number> = { critical: 0, unknown: 1, warning: 2, healthy: 3 };

/** Overviews with the worst health first, and by name where equal. */
export const worstFirst = (overviews: readonly Overview[]): Overview[] =>
  [...overviews].sort(
    (left, right) =>
      rank[left.health] - rank[right.health] || left.displayName.localeCompare(right.displayName),
  );

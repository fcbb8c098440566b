import type { Pace } from '../api/pace';

/** Share of the time that background work reads, in (0, 1]; the rest it leaves to the members. */
export const dutyOfPace: Record<Pace, number> = { gentle: 0.2, normal: 0.5, fast: 1 };

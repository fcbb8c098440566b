import type { Series, Unit } from '../api/metrics';
import { memberWholes } from './member-wholes';

const maximumParts = 12;

/** The part that stands for all that are not drawn one by one. */
export const otherPart = 'other';

/**
 * Of series whose parts are the values of labels, those of the twelve greatest parts over all
 * members and times, greatest first, and the rest per member as the part `other`: added up, or the
 * greatest of it where values are shares of different wholes. Parts that are zero throughout count
 * as rest, which is left out where it is zero and not all there is.
 */
export const greatestParts = (series: readonly Series[], unit: Unit): Series[] => {
  const totals = new Map<string, number>();
  for (const { part, points } of series) {
    const total = points.reduce((sum, [, value]) => sum + (value ?? 0), 0);
    totals.set(part, (totals.get(part) ?? 0) + total);
  }
  const ranked = [...totals]
    .filter(([part, total]) => total > 0 && part !== otherPart)
    .toSorted(([, left], [, right]) => right - left)
    .map(([part]) => part);
  const shown = ranked.slice(0, maximumParts);
  const kept = shown.flatMap((part) => series.filter((line) => line.part === part));
  const rest = series.filter(({ part }) => !shown.includes(part));
  const isRestShown = ranked.length > shown.length || shown.length === 0;
  return isRestShown ? [...kept, ...memberWholes(rest, { part: otherPart, unit })] : kept;
};

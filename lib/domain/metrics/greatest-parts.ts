import type { Series, Unit } from '../api/metrics';

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
  return isRestShown ? [...kept, ...asOne(rest, unit === 'ratio' ? greatestOf : sumOf)] : kept;
};

type Combine = (values: readonly (number | null)[]) => number | null;

/** One series a member: its series combined, a gap where all of them have one. */
const asOne = (series: readonly Series[], combine: Combine): Series[] => {
  const memberIds = [...new Set(series.map(({ memberId }) => memberId))];
  return memberIds.flatMap((id) => {
    const lines = series.filter(({ memberId }) => memberId === id);
    return lines.slice(0, 1).map((first) => ({
      ...first,
      part: otherPart,
      points: first.points.map(([time], index): Series['points'][number] => [
        time,
        combine(lines.map(({ points }) => points[index]?.[1] ?? null)),
      ]),
      latest: exactly(combine(lines.map(({ latest }) => latest?.value ?? null))),
    }));
  });
};

const exactly = (value: number | null): Series['latest'] =>
  value === null ? null : { value, lower: value, upper: value };

const sumOf: Combine = (values) =>
  values.reduce<number | null>((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);

const greatestOf: Combine = (values) => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

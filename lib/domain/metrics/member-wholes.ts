import type { Series, Unit } from '../api/metrics';

type Combine = (values: readonly number[]) => number;

/** Shares of different wholes cannot be added up: of those the greatest stands for all. */
const combineOf = (unit: Unit): Combine =>
  unit === 'ratio'
    ? (values) => Math.max(...values)
    : (values) => values.reduce((sum, value) => sum + value, 0);

const combined = (
  values: readonly (number | null | undefined)[],
  combine: Combine,
): number | null => {
  const known = values.filter((value) => typeof value === 'number');
  return known.length === 0 ? null : combine(known);
};

const exactly = (value: number | null): Series['latest'] =>
  value === null ? null : { value, lower: value, upper: value };

/**
 * One series for each member under the name `part`, never over members: its series added up, or of
 * shares (unit `ratio`) the greatest; a gap where all of them have one.
 */
export const memberWholes = (
  series: readonly Series[],
  { part, unit }: { part: string; unit: Unit },
): Series[] => {
  const combine = combineOf(unit);
  const memberIds = [...new Set(series.map(({ memberId }) => memberId))];
  return memberIds.flatMap((id) => {
    const own = series.filter(({ memberId }) => memberId === id);
    return own.slice(0, 1).map((first) => ({
      ...first,
      part,
      points: first.points.map(([time], index): Series['points'][number] => [
        time,
        combined(
          own.map(({ points }) => points[index]?.[1]),
          combine,
        ),
      ]),
      latest: exactly(
        combined(
          own.map(({ latest }) => latest?.value),
          combine,
        ),
      ),
    }));
  });
};

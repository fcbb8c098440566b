import 'server-only';
import type { Series } from '@/lib/domain/api/metrics';
import { otherPart } from '@/lib/domain/metrics/greatest-parts';

/**
 * The parts of a counter as lines of every member that exposes it. Prometheus is asked only for
 * parts that have counted something, so that one which is not in the answer is zero wherever the
 * counter itself has a value.
 *
 * @param parts a series for each member and part that counted
 * @param wholes the counter of each member with all its parts added up
 */
export const withZeros = (parts: readonly Series[], wholes: readonly Series[]): Series[] => {
  const names = [...new Set(parts.map(({ part }) => part))];
  const seriesOf = (whole: Series, part: string): Series => {
    const own = parts.find((one) => one.memberId === whole.memberId && one.part === part);
    return {
      ...whole,
      part,
      points: whole.points.map(([time, total], index): Series['points'][number] => [
        time,
        own?.points[index]?.[1] ?? (total === null ? null : 0),
      ]),
      latest: own?.latest ?? (whole.latest === null ? null : { value: 0, lower: 0, upper: 0 }),
    };
  };
  return [...names, otherPart].flatMap((part) => wholes.map((whole) => seriesOf(whole, part)));
};

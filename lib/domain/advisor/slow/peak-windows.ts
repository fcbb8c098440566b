import type { Panels } from '../../api/metrics';
import type { PanelId } from '../../metrics/panel-declaration';
import { leastReceived, leastSurge } from './derived-measures';
import { causeMeasures } from './measures';
import { symptoms } from './symptoms';

/** A number that is worth a look of its own where it was above this for about a minute. */
type Watched = { panel: PanelId; part: string; above: number };

const watched: readonly Watched[] = [
  ...[...causeMeasures, ...symptoms]
    .filter(({ isOverSpan }) => isOverSpan !== true)
    .map(({ panel, part, ...one }) => ({
      panel,
      part,
      above: 'scale' in one ? one.scale.mild : one.above,
    })),
  { panel: 'operations', part: 'put', above: leastSurge },
  { panel: 'client-received', part: '', above: leastReceived },
];

/** What is judged together is looked at together: bytes by writes. */
const alsoOf: Partial<Record<PanelId, readonly PanelId[]>> = { 'client-received': ['operations'] };

/** A minute to look at, in milliseconds since 1970, and the panels that peak in it. */
export type PeakToRead = { from: number; to: number; panels: PanelId[] };

/** The end of the greatest window of two steps that lies within the time and is above the limit. */
const peakOf = (
  { from, panels }: Pick<Panels, 'panels'> & { from: number },
  { panel, part, above }: Watched,
  width: number,
): number | undefined => {
  const series = panels
    .find(({ id }) => id === panel)
    ?.series.filter((line) => line.part === part)
    .map(({ points }) => points);
  const windows = (series ?? []).flatMap((points) =>
    points.flatMap(([time, value], index) => {
      const earlier = points[index - 1]?.[1] ?? 0;
      const mean = ((value ?? 0) + earlier) / 2;
      return time - width < from || mean <= above ? [] : [{ time, mean }];
    }),
  );
  return windows.toSorted((left, right) => right.mean - left.mean)[0]?.time;
};

/**
 * The minutes of a time in which a number that counts was greatest, from its panels in steps of half
 * such a window; `width` and the answer in milliseconds. Empty for a calm cluster.
 */
export const peakWindows = (steps: Panels, width: number): PeakToRead[] => {
  const within = { from: Date.parse(steps.from), panels: steps.panels };
  const byEnd = new Map<number, Set<PanelId>>();
  for (const one of watched) {
    const end = peakOf(within, one, width);
    if (end !== undefined) {
      const panels = byEnd.get(end) ?? new Set();
      byEnd.set(end, panels);
      for (const panel of [one.panel, ...(alsoOf[one.panel] ?? [])]) {
        panels.add(panel);
      }
    }
  }
  return [...byEnd].map(([to, panels]) => ({ from: to - width, to, panels: [...panels] }));
};

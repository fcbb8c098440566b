import 'server-only';
import type { Heatmap } from '@/lib/domain/api/metrics';
import { columnTimes } from '@/lib/domain/metrics/evaluate-heatmap';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { panelHistograms } from '@/lib/domain/metrics/panel-histograms';
import { timeSteps } from '@/lib/domain/metrics/time-steps';
import { histogramPromql } from '@/lib/domain/metrics/to-promql';
import { createMemberMatcher } from './match-members';
import { boundOf } from './query-line';
import { askScrapes, type PrometheusSource } from './query-panels';
import { scrapeIntervalOf } from './scrape-interval';

/** Fewer samples than these in a column would leave its growth to guesswork. */
const samplesInColumn = 4;

/** What to ask; times in milliseconds since 1970. */
export type HeatmapRequest = {
  panel: PanelDeclaration;
  memberId: string;
  from: number;
  to: number;
  columns: number;
  signal?: AbortSignal | undefined;
};

/** Cumulative counts by upper bound, by time. */
type Buckets = Map<number, Map<number, number>>;

/**
 * How the observations of one member's histogram lie over time and size, from the growth of its
 * buckets in Prometheus. Throws AppError `prometheus_…`.
 */
export const queryHeatmap = async (
  source: PrometheusSource,
  { panel, memberId, from, to, columns, signal }: HeatmapRequest,
): Promise<Heatmap> => {
  const scrapes = await askScrapes(source, to, signal);
  const interval = samplesInColumn * scrapeIntervalOf(scrapes);
  const steps = timeSteps({ from, to, now: from, points: columns, interval });
  const { step } = steps;
  const times = columnTimes(steps);
  const ownerOf = createMemberMatcher(source.members);
  const target = { ...source.config, window: `${step / 1000}s` };
  const range = { from: times[0] ?? from, to: times.at(-1) ?? to, step };
  for (const of of panelHistograms(panel)) {
    const expression = histogramPromql({ of, growth: 'increase' }, target);
    const series = (await source.client.range(expression, range, signal)).filter(
      ({ labels }) => ownerOf(labels[target.memberLabel] ?? '').memberId === memberId,
    );
    if (series.length > 0) {
      const scale = panel.lines[0]?.scale ?? 1;
      const buckets: Buckets = new Map(
        series.map(({ labels, points }) => [boundOf(labels.le) * scale, new Map(points)]),
      );
      return heatmapOf(panel, memberId, { buckets, times });
    }
  }
  return heatmapOf(panel, memberId, { buckets: new Map(), times });
};

const heatmapOf = (
  { id, unit }: PanelDeclaration,
  memberId: string,
  { buckets, times }: { buckets: Buckets; times: readonly number[] },
): Heatmap => {
  const bounds = [...buckets.keys()].toSorted((left, right) => left - right);
  return {
    source: 'prometheus',
    panel: id,
    memberId,
    unit,
    bounds: bounds.map((bound) => (Number.isFinite(bound) ? bound : null)),
    columns: times.map((time) => {
      const cumulative = bounds.map((bound) => buckets.get(bound)?.get(time));
      return {
        time,
        counts: cumulative.map((count, index) =>
          count === undefined ? null : Math.max(0, count - (cumulative[index - 1] ?? 0)),
        ),
      };
    }),
  };
};

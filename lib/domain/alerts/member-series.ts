import { seriesIndexes } from '../metrics/cumulative-series';
import type { SampleRow } from '../metrics/sample-row';
import type { RuleMember } from './alert-rule';
import type { Sample, Span } from './range-functions';

/** How old the sample of an instant may be, as in Prometheus. */
const lookbackMilliseconds = 5 * 60_000;

/** One series of a member with its samples in a span. */
export type MemberSeries = {
  labels: Readonly<Record<string, string>>;
  samples: readonly Sample[];
};

type Labels = MemberSeries['labels'];

/** The rows in a span that leaves out its start, of the newest run of our clock among them. */
const rowsIn = (rows: readonly SampleRow[], { from, to }: Span): readonly SampleRow[] => {
  const found = rows.filter(({ time }) => time > from && time <= to);
  const clock = found.at(-1)?.clock;
  return found.filter((row) => row.clock === clock);
};

/**
 * The series of a metric in a span, with the samples that are numbers. A series that a row lacks
 * while it has others of the metric was zero until then, as rows leave such out.
 */
export const seriesIn = (
  { rows }: Pick<RuleMember, 'rows'>,
  metric: string,
  span: Span,
  matches: (labels: Labels) => boolean = () => true,
): MemberSeries[] => {
  const found = new Map<string, { labels: Labels; samples: Sample[] }>();
  const exposedAt: number[] = [];
  for (const { layout, values, time } of rowsIn(rows, span)) {
    const indexes = seriesIndexes(layout, metric);
    for (const [identity, index] of indexes) {
      const labels = layout[index]?.labels ?? {};
      const value = values[index] ?? Number.NaN;
      if (!Number.isNaN(value) && matches(labels)) {
        const series = found.get(identity) ?? {
          labels,
          samples: exposedAt.map((earlier): Sample => [earlier, 0]),
        };
        series.samples.push([time, value]);
        found.set(identity, series);
      }
    }
    if (indexes.size > 0) {
      exposedAt.push(time);
    }
  }
  return [...found.values()];
};

/** The newest value of a gauge at a time, as `last_over_time` of the last five minutes. */
export const lastValue = (
  member: Pick<RuleMember, 'rows'>,
  metric: string,
  at: number,
): number | undefined =>
  seriesIn(member, metric, { from: at - lookbackMilliseconds, to: at })[0]?.samples.at(-1)?.[1];

/** The value of a gauge at a time; a member that does not answer has none, as in Prometheus. */
export const valueNow = (member: RuleMember, metric: string, at: number): number | undefined =>
  member.up ? lastValue(member, metric, at) : undefined;

/** Whether a member shows a metric, by its newest row. */
export const exposes = ({ rows }: Pick<RuleMember, 'rows'>, metric: string): boolean => {
  const newest = rows.at(-1);
  return newest !== undefined && seriesIndexes(newest.layout, metric).size > 0;
};

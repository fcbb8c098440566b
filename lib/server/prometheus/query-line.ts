import 'server-only';
import type { Series } from '@/lib/domain/api/metrics';
import { type Bucket, histogramQuantile } from '@/lib/domain/metrics/histogram-quantile';
import { partOfLabels } from '@/lib/domain/metrics/lines-by-label';
import type { LineDeclaration, LineExpression } from '@/lib/domain/metrics/panel-declaration';
import type { TimeSteps } from '@/lib/domain/metrics/time-steps';
import {
  histogramPromql,
  isCounting,
  linePromql,
  type PromqlTarget,
} from '@/lib/domain/metrics/to-promql';
import { withZeros } from './counted-parts';
import type { SeriesOwner } from './match-members';
import type { PrometheusSeries } from './parse-answer';
import type { PrometheusClient } from './prometheus-client';

/** A cluster as one question to Prometheus sees it. */
export type LineQuestion = {
  client: PrometheusClient;
  target: PromqlTarget;
  steps: TimeSteps;
  ownerOf: (value: string) => SeriesOwner;
  signal: AbortSignal;
  /** Answers at the end of the range, so that the quantiles of a histogram ask for it once. */
  atEnd: Map<string, Promise<PrometheusSeries[]>>;
};

/** What a series is of, as text: the value of the member label, and its part. */
type SeriesName = string;

/** The newest value, null where there is none, and of a histogram its bounds. */
type Newest = { value: Series['latest']; bounds?: number[] };

/**
 * One line of every member Prometheus knows, a value at each time, a gap where it has none. The
 * newest value is asked for by itself, a quantile's as buckets, so that its bounds are known.
 */
export const queryLine = async (
  { by, ...line }: LineDeclaration,
  question: LineQuestion,
): Promise<Series[]> => {
  if (by === undefined) {
    return querySeries(line, question);
  }
  const parts = querySeries({ ...line, by }, question);
  return isCounting(line.expression)
    ? withZeros(...(await Promise.all([parts, querySeries(line, question)])))
    : parts;
};

const querySeries = async (line: LineDeclaration, question: LineQuestion): Promise<Series[]> => {
  const { client, target, steps, ownerOf, signal } = question;
  const [first = 0] = steps.times;
  const lastStep = steps.times.at(-2);
  const [past, latest] = await Promise.all([
    lastStep === undefined
      ? []
      : client.range(
          linePromql(line, target),
          { from: first, to: lastStep, step: steps.step },
          signal,
        ),
    latestValues(line, question),
  ]);
  const pastOf = new Map(past.map((series) => [nameOf(series, line, target), series]));
  const shared = sharedBounds(latest);
  return [...new Set([...pastOf.keys(), ...latest.keys()])].map((name) => {
    const [member = '', part = ''] = partsOf(name);
    const values = new Map(pastOf.get(name)?.points);
    const { value: now, bounds = shared } = latest.get(name) ?? { value: null };
    const end = steps.times.length - 1;
    return {
      ...ownerOf(member),
      part: line.by === undefined ? line.part : part,
      points: steps.times.map((time, index): [number, number | null] => [
        time,
        index === end ? (now?.value ?? null) : finite(values.get(time)),
      ]),
      latest: now,
      ...(bounds === undefined ? {} : { bounds }),
    };
  });
};

const nameOf = (
  { labels }: PrometheusSeries,
  { by }: LineDeclaration,
  { memberLabel }: PromqlTarget,
): SeriesName =>
  JSON.stringify([labels[memberLabel] ?? '', by === undefined ? '' : partOfLabels(by, labels)]);

const partsOf = (name: SeriesName): string[] => JSON.parse(name);

const finite = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

const askAtEnd = (
  expression: string,
  { client, steps, signal, atEnd }: LineQuestion,
): Promise<PrometheusSeries[]> => {
  const known = atEnd.get(expression);
  const asked = known ?? client.instant(expression, steps.times.at(-1) ?? 0, signal);
  atEnd.set(expression, asked);
  return asked;
};

const latestValues = async (
  line: LineDeclaration,
  question: LineQuestion,
): Promise<Map<SeriesName, Newest>> => {
  const quantiles = quantilesOf(line.expression);
  if (quantiles.length === 0) {
    const answer = await askAtEnd(linePromql(line, question.target), question);
    return new Map(
      answer.flatMap((series): [SeriesName, Newest][] => {
        const value = finite(series.points[0]?.[1]);
        const name = nameOf(series, line, question.target);
        return value === null ? [] : [[name, { value: { value, lower: value, upper: value } }]];
      }),
    );
  }
  const answers = await Promise.all(
    quantiles.map((quantile) => latestQuantiles(line, quantile, question)),
  );
  // A later alternative counts for members that do not expose the earlier ones.
  return new Map(answers.toReversed().flatMap((answer) => [...answer]));
};

type Quantile = Extract<LineExpression, { kind: 'quantile' }>;

/** The quantiles a line is, in order of preference; none where it is something else. */
const quantilesOf = (expression: LineExpression): Quantile[] => {
  switch (expression.kind) {
    case 'quantile':
      return [expression];
    case 'or':
      return [...quantilesOf(expression.left), ...quantilesOf(expression.right)];
    default:
      return [];
  }
};

const latestQuantiles = async (
  line: LineDeclaration,
  { quantile, of }: Quantile,
  question: LineQuestion,
): Promise<Map<SeriesName, Newest>> => {
  const expression = histogramPromql({ of, by: line.by, growth: 'rate' }, question.target);
  const buckets = new Map<SeriesName, Bucket[]>();
  for (const series of await askAtEnd(expression, question)) {
    const name = nameOf(series, line, question.target);
    const upperBound = boundOf(series.labels.le);
    const count = series.points[0]?.[1] ?? Number.NaN;
    buckets.set(name, [...(buckets.get(name) ?? []), { upperBound, count }]);
  }
  const { scale = 1 } = line;
  return new Map(
    [...buckets].map(([name, counts]): [SeriesName, Newest] => {
      const estimate = histogramQuantile(quantile, counts);
      const bounds = counts.map(({ upperBound }) => upperBound * scale).filter(Number.isFinite);
      return [
        name,
        {
          value: estimate === undefined ? null : scaled(estimate, scale),
          bounds: bounds.toSorted((left, right) => left - right),
        },
      ];
    }),
  );
};

/** What a member that has no buckets now had as well, where all others have the same bounds. */
const sharedBounds = (newest: ReadonlyMap<SeriesName, Newest>): number[] | undefined => {
  const [first, ...others] = [...newest.values()].map(({ bounds }) => bounds);
  return others.every((bounds) => String(bounds) === String(first)) ? first : undefined;
};

/** A histogram's upper bound, from the label `le`. */
export const boundOf = (le: string | undefined): number =>
  le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le ?? Number.NaN);

const scaled = (
  { value, lower, upper }: { value: number; lower: number; upper: number },
  scale: number,
): NonNullable<Series['latest']> => ({
  value: value * scale,
  lower: lower * scale,
  upper: Number.isFinite(upper) ? upper * scale : null,
});

import 'server-only';
import { z } from 'zod';

/** One series of an answer: its labels, and [milliseconds since 1970, value] in order of time. */
export type PrometheusSeries = {
  labels: Readonly<Record<string, string>>;
  points: [number, number][];
};

const maximumSeries = 5000;

const pointSchema = z.tuple([z.number(), z.string()]);
const labelsSchema = z.record(z.string(), z.string());

/** Answers of the HTTP API: prometheus.io/docs/prometheus/latest/querying/api. */
const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('error'), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({
        resultType: z.literal('matrix'),
        result: z
          .array(z.object({ metric: labelsSchema, values: z.array(pointSchema) }))
          .max(maximumSeries),
      }),
      z.object({
        resultType: z.literal('vector'),
        result: z.array(z.object({ metric: labelsSchema, value: pointSchema })).max(maximumSeries),
      }),
    ]),
  }),
]);

const numberOf = (text: string): number =>
  text === '+Inf' || text === '-Inf' ? Number(`${text}inity`) : Number(text);

const pointOf = ([seconds, text]: [number, string]): [number, number] => [
  Math.round(seconds * 1000),
  numberOf(text),
];

/** The series of an answer, or why it holds none; at most 5000 series are taken. */
export const parseAnswer = (text: string): PrometheusSeries[] | { failure: string } => {
  const checked = answerSchema.safeParse(parseJson(text));
  if (!checked.success) {
    return { failure: 'what answered does not speak the HTTP API of Prometheus' };
  }
  if (checked.data.status === 'error') {
    return { failure: checked.data.error };
  }
  const { data } = checked.data;
  return data.resultType === 'vector'
    ? data.result.map(({ metric, value }) => ({ labels: metric, points: [pointOf(value)] }))
    : data.result.map(({ metric, values }) => ({ labels: metric, points: values.map(pointOf) }));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

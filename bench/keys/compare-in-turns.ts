import { performance } from 'node:perf_hooks';
import { median } from '../median';

/** One way to get something done. */
export type Way = () => Promise<unknown>;

/** What is compared with what, and how much of the reference ours may take. */
export type Comparison = { name: string; ours: Way; reference: Way; bar: number | undefined };

/** Times in milliseconds; the ratio is the median of the pairs'. */
export type Compared = {
  name: string;
  oursMilliseconds: number;
  referenceMilliseconds: number;
  ratio: number;
  lowest: number;
  highest: number;
  bar: number | undefined;
};

const timeOf = async (way: Way): Promise<number> => {
  const begin = performance.now();
  await way();
  return performance.now() - begin;
};

const rounded = (value: number): number => Number(value.toPrecision(3));

/**
 * Times both ways in turns, so that what else the machine does falls on both alike. The first pair
 * warms up and does not count.
 */
export const compareInTurns = async (
  { name, ours, reference, bar }: Comparison,
  pairs: number,
): Promise<Compared> => {
  const times: { ours: number; reference: number }[] = [];
  for (let round = 0; round <= pairs; round += 1) {
    const isOurTurn = round % 2 === 0;
    const first = isOurTurn ? await timeOf(ours) : undefined;
    const theirs = await timeOf(reference);
    const time = { ours: first ?? (await timeOf(ours)), reference: theirs };
    if (round > 0) {
      times.push(time);
    }
  }
  const ratios = times.map((time) => time.ours / time.reference);
  return {
    name,
    oursMilliseconds: rounded(median(times.map((time) => time.ours))),
    referenceMilliseconds: rounded(median(times.map((time) => time.reference))),
    ratio: rounded(median(ratios)),
    lowest: rounded(Math.min(...ratios)),
    highest: rounded(Math.max(...ratios)),
    bar,
  };
};

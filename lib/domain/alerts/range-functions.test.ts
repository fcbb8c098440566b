import { describe, expect, it } from 'vitest';
import { increase, predictLinear, rate, type Sample } from './range-functions';

const seconds = (...pairs: [number, number][]): Sample[] =>
  pairs.map(([time, value]) => [time * 1000, value]);

const span = { from: 0, to: 60_000 };

// What Prometheus gives for the same samples, by `promtool test rules`.
describe('increase', () => {
  it.each<[string, Sample[], number | undefined]>([
    ['nothing of one sample', seconds([30, 5]), undefined],
    ['growth, up to the edges', seconds([10, 100], [20, 110], [30, 120], [40, 130], [50, 140]), 60],
    [
      'growth, with half a step where data ends early',
      seconds([30, 100], [40, 110], [50, 120]),
      35,
    ],
    ['growth from zero, never from below', seconds([20, 0], [30, 10], [40, 20], [50, 30]), 40],
    ['growth after a reset', seconds([10, 100], [30, 5], [50, 25]), 37.5],
    ['nothing where nothing grew', seconds([10, 7], [30, 7], [50, 7]), 0],
  ])('is %s', (_, samples, expected) => {
    const grown = increase(samples, span);
    expect(grown).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 9));
    const perSecond = rate(samples, span);
    expect(perSecond).toEqual(
      expected === undefined ? undefined : expect.closeTo(expected / 60, 9),
    );
  });
});

describe('predictLinear', () => {
  it.each<[string, Sample[], number | undefined]>([
    ['nothing of one sample', seconds([0, 1]), undefined],
    ['the line goes on', seconds([0, 1e9], [30, 1e9 + 300], [60, 1e9 + 600]), 1e9 + 1200],
    ['the same for ever', seconds([0, 5], [60, 5]), 5],
    ['a line through scattered samples', seconds([0, 10], [20, 40], [40, 20], [60, 50]), 75],
  ])('is %s', (_, samples, expected) => {
    const value = predictLinear(samples, { at: 60_000, seconds: 60 });
    expect(value).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 6));
  });
});

import { expect, it } from 'vitest';
import { scrapeIntervalOf } from './scrape-interval';

const seriesAt = (...seconds: number[]) => ({
  labels: {},
  points: seconds.map((second): [number, number] => [second * 1000, 1]),
});

it.each([
  ['nothing', [], 60_000],
  ['a single sample', [seriesAt(10)], 60_000],
  ['even samples', [seriesAt(0, 15, 30, 45)], 15_000],
  ['a missed scrape', [seriesAt(0, 30, 60, 120, 150)], 30_000],
  ['late scrapes', [seriesAt(0, 15.02, 29.99, 45.01)], 15_000],
  ['many scrapes a second', [seriesAt(0, 0.1, 0.2)], 1000],
])('reads the interval out of %s', (_, samples, expected) => {
  expect(scrapeIntervalOf(samples)).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { lastAtOrBefore, windowAt } from './row-window';
import { timeRangeNames, timeRanges } from './time-ranges';
import { timeSteps, windowRule } from './time-steps';

const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe('timeSteps', () => {
  it.each(timeRangeNames)('gives %s within the points asked for, evenly', (range) => {
    for (const points of [2, 240, 500]) {
      const steps = timeSteps({
        from: now - timeRanges[range],
        to: now,
        now,
        points,
        interval: 15_000,
      });
      const gaps = steps.times.slice(1, -1).map((time, index) => time - (steps.times[index] ?? 0));
      expect(steps.times.length).toBeLessThanOrEqual(Math.max(points, 3));
      expect(gaps.every((gap) => gap === steps.step)).toBe(true);
      expect(steps.times.at(-1)).toBe(now);
      expect(steps.step % steps.resolution).toBe(0);
    }
  });

  it('knows that samples of days ago are thinned', () => {
    const request = { to: now, now, points: 240, interval: 15_000 };
    expect(timeSteps({ ...request, from: now - timeRanges['24h'] }).resolution).toBe(15_000);
    const week = timeSteps({ ...request, from: now - timeRanges['7d'] });
    expect(week).toMatchObject({ resolution: 300_000, endResolution: 15_000 });
  });
});

describe('windowRule', () => {
  const recent = { step: 15_000, resolution: 15_000, endResolution: 15_000 };

  it.each([
    ['two scrapes at least', recent, 0, 30_000],
    ['the step where it is longer', { ...recent, step: 60_000 }, 0, 60_000],
    ["a panel's own minimum", recent, 300, 300_000],
    ['whole steps', { ...recent, step: 45_000 }, 100, 135_000],
  ])('covers %s', (_, steps, minimum, width) => {
    expect(windowRule(steps, minimum).width).toBe(width);
  });
});

describe('windowAt', () => {
  const rule = { width: 30, freshness: 20 };

  it.each([
    ['no rows', [], 100, undefined],
    ['an old newest row', [10], 30, undefined],
    ['a row exactly the width before', [70, 85, 100], 100, { first: 0, last: 2 }],
    ['a row a little before the window', [60, 85, 100], 100, { first: 0, last: 2 }],
    ['a gap before the window', [40, 85, 100], 100, { first: 1, last: 2 }],
    ['one row alone', [100], 100, { first: 0, last: 0 }],
    ['rows after the time', [100, 130], 110, { first: 0, last: 0 }],
  ])('handles %s', (_, times, at, expected) => {
    expect(windowAt(times, at, rule)).toEqual(expected);
  });

  it('finds times by halving', () => {
    expect([0, 1, 2, 3, 9].map((at) => lastAtOrBefore([1, 3], at))).toEqual([-1, 0, 0, 1, 1]);
  });
});

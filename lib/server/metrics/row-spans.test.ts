import { describe, expect, it } from 'vitest';
import { timeSteps } from '@/lib/domain/metrics/time-steps';
import { rowSpans } from './row-spans';

const minute = 60_000;
const hour = 60 * minute;
const now = Math.floor(1_760_000_000_000 / hour) * hour;

const spansOf = (range: number, ...seconds: (number | undefined)[]) =>
  rowSpans(
    timeSteps({ from: now - range, to: now, now, points: 500, interval: 15_000 }),
    seconds,
  ).map(({ after, until, ...rest }) => ({
    after: (after - now) / minute,
    until: (until - now) / minute,
    ...rest,
  }));

describe('the rows that are read', () => {
  it('are one span where windows are short', () => {
    expect(spansOf(hour, undefined, 300)).toEqual([
      { after: -65.375, until: 0, step: 15_000, alsoAt: [now - 30_000, now - 300_000] },
    ]);
  });

  it('leave out most of a day whose growth is shown over five minutes', () => {
    expect(spansOf(5 * minute, undefined, 24 * 3600)).toEqual([
      { after: -1445.375, until: -1440, step: 15_000, alsoAt: [now - 24 * hour] },
      { after: -1440, until: -5.875, step: 1434.125 * minute, alsoAt: [] },
      { after: -5.875, until: 0, step: 15_000, alsoAt: [now - 30_000] },
    ]);
  });

  it('are one span where a range is longer than the day', () => {
    const [span, ...others] = spansOf(30 * 24 * hour, undefined, 24 * 3600);
    expect(others).toEqual([]);
    expect(span?.until).toBe(0);
    expect(span?.after).toBeLessThan(-31 * 24 * 60);
  });
});

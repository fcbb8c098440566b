import { describe, expect, test } from 'vitest';
import type { Series } from '@/lib/domain/api/metrics';
import { formatMeasured, measuredAt } from './measured-value';

const bounds = [0.001, 0.002, 0.004, 0.008, 0.016];

const series = (
  values: readonly (number | null)[],
  rest: Partial<Pick<Series, 'bounds' | 'latest'>>,
): Series => ({
  memberId: '1',
  memberName: 'm1',
  part: 'p99',
  points: values.map((value, time) => [time, value]),
  latest: null,
  ...rest,
});

const textOf = (value: number | null, guide: number | null, of: readonly number[] | undefined) =>
  formatMeasured(
    measuredAt(series([value, 0], { bounds: of === undefined ? of : [...of] }), 0),
    'seconds',
    guide,
  );

describe('the text of a value', () => {
  test.each([
    ['holds the guide', 0.012, 0.01, bounds, '8–16 ms'],
    ['lies below the guide', 0.006, 0.01, bounds, '6 ms'],
    ['ends at the guide', 0.006, 0.008, bounds, '6 ms'],
    ['is the lowest', 0.000_99, null, bounds, '< 1 ms'],
    ['has no upper end', 0.016, 0.01, bounds, '> 8 ms'],
    ['is not known', 0.012, 0.01, undefined, '12 ms'],
    ['does not exist, the value being exact and zero', 0, 0.01, undefined, '0 ms'],
    ['has no value', null, 0.01, bounds, '—'],
  ])('whose bucket %s', (_, value, guide, of, text) => {
    expect(textOf(value, guide, of)).toBe(text);
  });

  test('of the newest point has the bucket the server tells', () => {
    const latest = { value: 0.016, lower: 0.016, upper: null };
    const newest = series([0.016, 0.016], { bounds, latest });
    expect(formatMeasured(measuredAt(newest, 1), 'seconds', null)).toBe('> 16 ms');
    expect(formatMeasured(measuredAt(newest, 0), 'seconds', null)).toBe('> 8 ms');
  });
});

import { describe, expect, test } from 'vitest';
import { isStatePanel, isUsual, stateBands } from './state-bands';

const bandsOf = (values: readonly (number | null)[], to = 100) =>
  stateBands(
    values.map((value, index) => [index * 10, value]),
    { from: 0, to },
  ).map(({ from, to: end, isOn }) => [from, end, isOn]);

describe('bands of a state', () => {
  test.each([
    [
      'change at the point that tells it',
      [1, 1, 0, 0, 1],
      [
        [0, 20, true],
        [20, 40, false],
        [40, 50, true],
      ],
    ],
    [
      'are interrupted by a gap',
      [1, null, 1, 1],
      [
        [0, 10, true],
        [20, 40, true],
      ],
    ],
    ['of nothing are none', [null, null], []],
  ])('%s', (_, values, bands) => {
    expect(bandsOf(values)).toEqual(bands);
  });

  test('end where the span ends', () => {
    expect(bandsOf([1, 1, 1], 25)).toEqual([[0, 25, true]]);
  });
});

test('of the lines of a leader only leading tells members apart', () => {
  expect(isStatePanel('leader')).toBe(true);
  expect(isStatePanel('proposals-pending')).toBe(false);
  expect(['has-leader', 'is-leader', ''].map((part) => isUsual({ part }))).toEqual([
    true,
    false,
    true,
  ]);
});

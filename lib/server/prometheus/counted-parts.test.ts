import { expect, it } from 'vitest';
import { series } from '@/lib/domain/metrics/testing';
import { withZeros } from './counted-parts';

it('is zero where a part has not counted, and a gap where the member was not read', () => {
  const parts = [series('a', 'Put Internal', null, null, 2)];
  const wholes = [series('a', '', 5, null, 7), series('b', '', 1, 1, null)];
  expect(withZeros(parts, wholes)).toEqual([
    series('a', 'Put Internal', 0, null, 2),
    series('b', 'Put Internal', 0, 0, null),
    series('a', 'other', 0, null, 0),
    series('b', 'other', 0, 0, null),
  ]);
});

it('is a line at zero where nothing has counted', () => {
  expect(withZeros([], [series('a', '', 0, 0)])).toEqual([series('a', 'other', 0, 0)]);
});

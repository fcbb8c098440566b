import { expect, it } from 'vitest';
import { memberWholes } from './member-wholes';
import { series } from './testing';

const parts = [
  series('a', 'Put', 1, null, 3),
  series('b', 'Put', 5, 5, 5),
  series('a', 'Range', 2, null, null),
];

it.each([
  ['what is counted is added up', 'perSecond', [3, null, 3], 3],
  ['of shares the greatest stands for all', 'ratio', [2, null, 3], 3],
] as const)('%s, for each member, with a gap where all have one', (_, unit, values, latest) => {
  const [a, b, ...more] = memberWholes(parts, { part: 'all', unit });
  expect(more).toEqual([]);
  expect(a).toEqual({
    ...series('a', 'all', ...values),
    latest: { value: latest, lower: latest, upper: latest },
  });
  expect(b).toEqual(series('b', 'all', 5, 5, 5));
});

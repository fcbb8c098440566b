import { expect, it } from 'vitest';
import { panelDeclarations } from './panels';
import { isOfRounds, memberRounds, roundLayout } from './scrape-rounds';

it('tells of each member what the rounds it was part of say', () => {
  const rounds = [
    { time: 1, started: 0, layout: roundLayout(['a', 'b']), values: Float64Array.of(1, 0) },
    { time: 2, started: 0, layout: roundLayout(['a']), values: Float64Array.of(1) },
  ];
  const answersOf = (id: string) =>
    memberRounds(rounds, id).map(({ time, layout, values }) => [time, layout[0]?.name, values[0]]);
  expect(answersOf('a')).toEqual([
    [1, 'up', 1],
    [2, 'up', 1],
  ]);
  expect(answersOf('b')).toEqual([[1, 'up', 0]]);
  expect(answersOf('c')).toEqual([]);
});

it('is what one panel shows', () => {
  expect(panelDeclarations.filter(isOfRounds).map(({ id }) => id)).toEqual(['members-up']);
});

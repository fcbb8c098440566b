import { expect, it } from 'vitest';
import { failuresSurvivable, quorumOf } from './quorum';

/** The definition itself: a set of voters decides when it is more than half. */
const survivesByTrying = (voters: number, working: number): number => {
  let failures = 0;
  while (working - failures - 1 > voters / 2) {
    failures += 1;
  }
  return failures;
};

it.each([0, 1, 2, 3, 4, 5, 7])('agrees with trying every failure for %i voters', (voters) => {
  for (let working = 0; working <= voters; working += 1) {
    expect(failuresSurvivable(voters, working)).toBe(survivesByTrying(voters, working));
  }
});

it.each([
  [0, 0],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 3],
  [5, 3],
  [7, 4],
])('the quorum of %i is %i', (voters, quorum) => {
  expect(quorumOf(voters)).toBe(quorum);
});

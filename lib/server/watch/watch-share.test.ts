import { expect, test } from 'vitest';
import { takeWatchShare } from './watch-share';

const topics = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `keys:a:${from + index}`);

test('a person follows 40 prefixes, in however many tabs, and others as many', () => {
  const first = takeWatchShare('ann', topics(0, 30));
  const second = takeWatchShare('ann', topics(20, 50));
  expect(first).toMatchObject({ granted: topics(0, 30), refused: [] });
  expect(second).toMatchObject({ granted: topics(20, 40), refused: topics(40, 50) });
  const other = takeWatchShare('bob', topics(0, 40));
  expect(other.refused).toEqual([]);
  first.release();
  // What the second tab follows still counts.
  const third = takeWatchShare('ann', topics(60, 90));
  expect(third).toMatchObject({ granted: topics(60, 80), refused: topics(80, 90) });
  for (const share of [second, third, other]) {
    share.release();
  }
  expect(takeWatchShare('ann', topics(0, 41)).refused).toEqual(topics(40, 41));
});

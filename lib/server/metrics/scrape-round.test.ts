import { expect, it } from 'vitest';
import { ScrapeRound } from './scrape-round';

const reading = { time: 5000, run: 2 };

it('gives a row once all members have answered or not, and once only', () => {
  const round = new ScrapeRound(['a', 'b']);
  round.note('b', false);
  expect(round.takeRow(reading)).toBeUndefined();
  round.note('a', true);
  const row = round.takeRow(reading);
  expect(row).toMatchObject({ time: 5000, clock: 2, values: Float64Array.of(1, 0) });
  expect(row?.layout.map(({ labels }) => labels.member)).toEqual(['a', 'b']);
  expect(round.takeRow(reading)).toBeUndefined();
});

it('has one layout as long as the members stay', () => {
  const layoutOf = (...ids: string[]) => {
    const round = new ScrapeRound(ids);
    for (const id of ids) {
      round.note(id, true);
    }
    return round.takeRow(reading)?.layout;
  };
  expect(layoutOf('a', 'b')).toBe(layoutOf('a', 'b'));
  expect(layoutOf('a', 'c')).not.toBe(layoutOf('a', 'b'));
});

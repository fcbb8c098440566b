import { describe, expect, it } from 'vitest';
import { addSample, type TransferSample, transferRate } from './transfer-rate';

const samples = (...pairs: [number, number][]): TransferSample[] =>
  pairs.map(([time, done]) => ({ time, done }));

describe('transferRate', () => {
  it.each<[string, TransferSample[], number | undefined, number | undefined, number | undefined]>([
    ['nothing of no sample', [], 100, undefined, undefined],
    ['nothing of one sample', samples([0, 5]), 100, undefined, undefined],
    ['nothing of a moment too short', samples([0, 0], [399, 50]), 100, undefined, undefined],
    ['speed and time left', samples([0, 0], [1000, 50]), 100, 50, 1],
    [
      'speed alone where the total is unknown',
      samples([0, 0], [1000, 50]),
      undefined,
      50,
      undefined,
    ],
    ['a standstill without a time left', samples([0, 50], [1000, 50]), 100, 0, undefined],
    ['no time left at the end', samples([0, 0], [1000, 100]), 100, 100, 0],
  ])('gives %s', (_, given, total, perSecond, secondsLeft) => {
    expect(transferRate(given, total)).toEqual({ perSecond, secondsLeft });
  });
});

describe('addSample', () => {
  it('forgets what is older than ten seconds and what repeats a moment', () => {
    const kept = addSample(samples([0, 1], [5000, 2], [11_000, 3]), { time: 11_000, done: 4 });
    expect(kept).toEqual(samples([5000, 2], [11_000, 4]));
  });
});

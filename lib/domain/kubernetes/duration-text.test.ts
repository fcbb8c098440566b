import { describe, expect, it } from 'vitest';
import { durationText, parseDuration } from './duration-text';

describe('durations as Go prints them', () => {
  it.each([
    [0n, '0s'],
    [1n, '1ns'],
    [1500n, '1.5µs'],
    [2_000_000n, '2ms'],
    [1_500_000_000n, '1.5s'],
    [60_000_000_000n, '1m0s'],
    [3_600_000_000_000n, '1h0m0s'],
    [90_061_000_000_001n, '25h1m1.000000001s'],
    [-1_000_000_000n, '-1s'],
    [9_223_372_036_854_775_807n, '2562047h47m16.854775807s'],
  ])('%d nanoseconds are %s, and back', (nanoseconds, text) => {
    expect(durationText(nanoseconds)).toBe(text);
    expect(parseDuration(text)).toBe(nanoseconds);
  });

  it.each(['', 's', '1', '1 s', '1h-1m', 'abc'])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { requiredSpace } from './required-space';

const mebibyte = 1024 * 1024;

describe('requiredSpace', () => {
  it.each([
    ['at least 64 MiB more', 20 * mebibyte, 84 * mebibyte],
    ['5 % more for a large database', 8000 * mebibyte, 8400 * mebibyte],
    ['room for the margin alone', 0, 64 * mebibyte],
  ])('asks for %s', (_, databaseSize, expected) => {
    expect(requiredSpace(databaseSize)).toBe(expected);
  });
});

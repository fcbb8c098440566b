import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packValues, readPlainValues, unpackValues } from './encode-values';

const isSame = (left: Float64Array, right: Float64Array): boolean =>
  left.length === right.length && left.every((value, index) => Object.is(value, right[index]));

const roundTrip = (values: readonly number[]): void => {
  const row = Float64Array.from(values);
  expect(isSame(unpackValues(packValues(row)), row)).toBe(true);
};

describe('packValues', () => {
  it.each([
    ['nothing', []],
    ['what is no whole number', [0.1, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE]],
    ['both zeros', [0, -0, 0, 5, -0, 5]],
    ['the ends of the whole numbers', [2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53, 2 ** 53 + 2, -(2 ** 60)]],
    ['the ends of one byte, two bytes and more', [63, 0, 64, 0, -64, 0, 8191, 0, 8192, 0, 2 ** 32]],
  ])('keeps %s', (_, values) => {
    roundTrip(values);
  });

  it('keeps any row', () => {
    const value = fc.oneof(
      fc.double(),
      fc.maxSafeInteger(),
      fc.nat(1000),
      fc.constantFrom(0, -0, Number.NaN, 2 ** 53, -(2 ** 53), 2 ** 63),
    );
    fc.assert(fc.property(fc.array(value, { maxLength: 300 }), roundTrip), { numRuns: 500 });
  });

  it('takes a fraction of what plain floats take for the buckets of a histogram', () => {
    const buckets = Array.from({ length: 400 }, (_, index) => (index % 20 < 8 ? 0 : 12_345));
    expect(packValues(Float64Array.from(buckets)).length).toBeLessThan(100);
  });
});

it('reads plain floats, wherever they lie in memory', () => {
  const values = Float64Array.of(1.5, Number.NaN, -0);
  const bytes = Uint8Array.from([7, ...new Uint8Array(values.buffer)]).subarray(1);
  expect(isSame(readPlainValues(bytes), values)).toBe(true);
});

/** A repeatable source of randomness: the same seed gives the same demo. */
export type RandomSource = {
  /** A number from 0 up to, not including, 1. */
  fraction: () => number;
  /** A whole number from `low` to `high`, both included. */
  integer: (low: number, high: number) => number;
  /** One of the values of a list that is not empty. */
  pick: <First, Rest>(values: readonly [First, ...Rest[]]) => First | Rest;
  /** Characters Kubernetes uses for generated suffixes. */
  suffix: (length: number) => string;
  /** Hexadecimal digits. */
  hex: (length: number) => string;
  /** A version 4 UUID. */
  uid: () => string;
};

const suffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

const characters = (alphabet: string, length: number, integer: RandomSource['integer']): string =>
  Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join('');

/** Starts a source from a seed (mulberry32). */
export const randomSource = (seed: number): RandomSource => {
  let state = seed | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (low: number, high: number): number =>
    low + Math.floor(fraction() * (high - low + 1));
  const hex = (length: number): string => characters('0123456789abcdef', length, integer);
  return {
    fraction,
    integer,
    hex,
    pick: ([first, ...rest]) => [first, ...rest][integer(0, rest.length)] ?? first,
    suffix: (length) => characters(suffixAlphabet, length, integer),
    uid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
};

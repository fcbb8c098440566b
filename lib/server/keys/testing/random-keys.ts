import 'server-only';
import { readableBytes } from '@/lib/domain/bytes';
import { childOf } from '@/lib/domain/keys/folder-child';

/** Numbers in [0, 1) from a seed, the same on every run (mulberry32). */
export const randomNumbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Distinct keys of a few bytes from a small alphabet, so that names share, nest and collide. */
export const randomKeys = (
  random: () => number,
  options: { count: number; alphabet: readonly number[]; longest: number },
): Uint8Array[] => {
  const keys = new Map<string, Uint8Array>();
  for (let index = 0; index < options.count; index += 1) {
    const length = 1 + Math.floor(random() * options.longest);
    const key = Uint8Array.from(
      { length },
      () => options.alphabet[Math.floor(random() * options.alphabet.length)] ?? 0,
    );
    keys.set(readableBytes(key), key);
  }
  return [...keys.values()];
};

/** The children a full read gives: readable name to number of keys, folders apart from keys. */
export const childrenByFullRead = (
  keys: readonly Uint8Array[],
  prefix: Uint8Array,
  delimiter: Uint8Array,
): Map<string, bigint> => {
  const counts = new Map<string, bigint>();
  for (const key of keys) {
    const child = childOf(key, prefix, delimiter);
    const name = `${child.kind} ${readableBytes(child.name)}`;
    counts.set(name, (counts.get(name) ?? 0n) + 1n);
  }
  return counts;
};

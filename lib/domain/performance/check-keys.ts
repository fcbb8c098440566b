import { concatBytes, utf8Bytes } from '../bytes';
import { type KeyRange, prefixEnd } from '../keys/key-range';
import { keyBytes } from './loads';

/** Where all checks of this product write; etcdctl's own write to `/etcdctl-check-perf/`. */
export const checkRoot = '/etcdscope-performance-check/';

/** The prefix of one check, which nothing else uses: the id is that of its operation. */
export const checkPrefix = (id: string): string => `${checkRoot}${id}/`;

/** Odd, so that multiplying by it maps 32-bit numbers one to one (Knuth, volume 3, 6.4). */
const spread = 2_654_435_761;
const all = 2 ** 32;

const hexOf = (place: number): string => Math.floor(place).toString(16).padStart(8, '0');

/**
 * Makes the keys of a check by their number: all of one length, scattered over the whole prefix as
 * etcdctl's random ones are, and never the same twice.
 */
export const checkKeys = (prefix: string): ((number: number) => Uint8Array) => {
  const start = utf8Bytes(prefix);
  const template = concatBytes(start, new Uint8Array(keyBytes).fill(0x30));
  return (number) => {
    const key = template.slice();
    key.set(utf8Bytes(hexOf(Math.imul(number, spread) >>> 0)), start.length);
    return key;
  };
};

/** Below this a deletion is short enough that nobody waits for it. */
const putsOfDeletion = 500;

/**
 * The ranges that cover the keys of a prefix between them, each of about 500 keys: deleting a
 * million keys in one request would hold up everybody else.
 */
export const deletionRanges = (prefix: string, puts: number): KeyRange[] => {
  const count = Math.max(1, Math.ceil(puts / putsOfDeletion));
  const start = utf8Bytes(prefix);
  return Array.from({ length: count }, (_, index) => ({
    start: index === 0 ? start : utf8Bytes(`${prefix}${hexOf((index * all) / count)}`),
    end:
      index === count - 1
        ? prefixEnd(start)
        : utf8Bytes(`${prefix}${hexOf(((index + 1) * all) / count)}`),
  }));
};

import { startsWithBytes } from '../bytes';
import type { Span } from './span';

/** How far to fall back in the needle after so many bytes of it matched (Knuth, Morris, Pratt). */
const fallbacks = (needle: Uint8Array): Uint16Array => {
  const table = new Uint16Array(needle.length);
  let length = 0;
  for (let index = 1; index < needle.length; index += 1) {
    while (length > 0 && needle[index] !== needle[length]) {
      length = table[length - 1] ?? 0;
    }
    length += needle[index] === needle[length] ? 1 : 0;
    table[index] = length;
  }
  return table;
};

/** Finds these bytes, at most 65,535, in others; in time linear in both. */
export const byteFinder = (
  needle: Uint8Array,
  how: 'contains' | 'prefix',
): ((bytes: Uint8Array) => Span | undefined) => {
  if (how === 'prefix') {
    return (bytes) =>
      startsWithBytes(bytes, needle) ? { start: 0, end: needle.length } : undefined;
  }
  const table = fallbacks(needle);
  return (bytes) => {
    let length = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      while (length > 0 && bytes[index] !== needle[length]) {
        length = table[length - 1] ?? 0;
      }
      length += bytes[index] === needle[length] ? 1 : 0;
      if (length === needle.length) {
        return { start: index + 1 - length, end: index + 1 };
      }
    }
    return undefined;
  };
};

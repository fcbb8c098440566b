/** A half-open range of keys in byte order; an undefined end reads to the last key. */
export type KeyRange = { start: Uint8Array; end: Uint8Array | undefined };

/**
 * The first bytes after every key that begins with a prefix, or undefined where none exists: the
 * prefix is empty or all 0xff (etcd's clientv3 GetPrefixRangeEnd).
 */
export const prefixEnd = (prefix: Uint8Array): Uint8Array | undefined => {
  const last = prefix.findLastIndex((byte) => byte < 0xff);
  if (last < 0) {
    return undefined;
  }
  // Not `slice`: that of a Node Buffer shares its memory.
  const end = Uint8Array.from(prefix.subarray(0, last + 1));
  end[last] = (prefix[last] ?? 0) + 1;
  return end;
};

/** The range of all keys that begin with a prefix. */
export const prefixRange = (prefix: Uint8Array): KeyRange => ({
  start: prefix,
  end: prefixEnd(prefix),
});

/**
 * A range as etcd's RangeRequest wants it: no empty key (the smallest key is one NUL), and one NUL
 * as the end that reads to the last key.
 */
export const rangeBounds = (range: KeyRange): { key: Uint8Array; rangeEnd: Uint8Array } => ({
  key: range.start.length === 0 ? new Uint8Array(1) : range.start,
  rangeEnd: range.end ?? new Uint8Array(1),
});

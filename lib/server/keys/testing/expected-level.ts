import 'server-only';
import { compareBytes, readableBytes, startsWithBytes } from '@/lib/domain/bytes';
import type { Child, Level } from '../level-child';
import { childrenByFullRead } from './random-keys';

/** A row as tests compare it: kind and readable name, and the number of keys. */
export type Row = readonly [name: string, count: bigint];

/** The rows of a folder by a full read of all keys. */
export const expectedRows = (keys: readonly Uint8Array[], level: Level): Row[] => {
  const within = keys.filter((key) => startsWithBytes(key, level.prefix)).toSorted(compareBytes);
  return [...childrenByFullRead(within, level.prefix, level.delimiter)];
};

/** The rows that were found. */
export const rowsOf = (children: readonly Child[]): Row[] =>
  children.map(({ kind, name, count }) => [`${kind} ${readableBytes(name)}`, count ?? 1n]);

import 'server-only';
import type { StoredKey } from '../etcd/key-source';

/** How many keys the next page of a scan may ask for. */
export type PageSize = {
  /** The most keys of any page: windows are cut to hold about so many. */
  readonly most: number;
  next(): number;
  /** Learns from a page that was read. */
  read(keys: readonly StoredKey[]): void;
  /** Learns that a page was larger than is taken; false where it cannot ask for less. */
  shrink(): boolean;
};

const keysWithoutValues = 16_000;

/** So few that values of etcd's usual limit (1.5 MiB) after tiny ones cost etcd below 400 MB. */
const keysWithValues = 256;
const firstWithValues = 8;
const bytesOfPage = 4 * 1024 * 1024;

const fixedSize: PageSize = {
  most: keysWithoutValues,
  next: () => keysWithoutValues,
  read: () => undefined,
  shrink: () => false,
};

/** Page sizes for keys alone, or for values: those start small and follow the sizes seen. */
export const pageSize = (withValues: boolean): PageSize => {
  if (!withValues) {
    return fixedSize;
  }
  let next = firstWithValues;
  return {
    most: keysWithValues,
    next: () => next,
    read: (keys) => {
      const bytes = keys.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
      const fitting = Math.floor((bytesOfPage * Math.max(1, keys.length)) / Math.max(1, bytes));
      next = Math.max(1, Math.min(keysWithValues, next * 4, fitting));
    },
    shrink: () => {
      const before = next;
      next = Math.ceil(next / 8);
      return next < before;
    },
  };
};

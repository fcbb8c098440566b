import type { Size, SpaceReport } from '../api/space';

/** Adds up namespaces, whose keys come in any order. */
export type NamespaceSizes = {
  add(namespace: string, bytes: number): void;
  list(): Pick<SpaceReport, 'namespaces' | 'foldedNamespaces'>;
};

/** Twice what the largest known clusters have; those that come later are folded unseen. */
const mostKnown = 20_000;
const mostListed = 200;
const longestName = 253;

/** Adds up namespaces, each of those that are listed exactly. */
export const namespaceSizes = (): NamespaceSizes => {
  const sizes = new Map<string, Size>();
  const unknown = { keys: 0, bytes: 0 };
  const sizeOf = (namespace: string): Size => {
    const known = sizes.get(namespace);
    if (known !== undefined) {
      return known;
    }
    if (sizes.size >= mostKnown || namespace.length > longestName) {
      return unknown;
    }
    const added = { keys: 0, bytes: 0 };
    sizes.set(namespace, added);
    return added;
  };
  return {
    add: (namespace, bytes) => {
      const size = sizeOf(namespace);
      size.keys += 1;
      size.bytes += bytes;
    },
    list: () => {
      const largest = [...sizes]
        .map(([name, size]) => ({ name, ...size, growth: null }))
        .toSorted((left, right) => right.bytes - left.bytes);
      const folded = largest.slice(mostListed);
      return {
        namespaces: largest.slice(0, mostListed),
        foldedNamespaces: {
          namespaces: folded.length,
          keys: folded.reduce((sum, { keys }) => sum + keys, unknown.keys),
          bytes: folded.reduce((sum, { bytes }) => sum + bytes, unknown.bytes),
        },
      };
    },
  };
};

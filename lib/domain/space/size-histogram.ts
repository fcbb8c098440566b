import type { SpaceReport } from '../api/space';

/** Counts keys by their size. */
export type SizeHistogram = { add(bytes: number): void; list(): SpaceReport['sizes'] };

const kibibyte = 1024;

/** Upper bounds of the classes; the request limit of etcd is 1.5 MiB where nobody raised it. */
const upperBounds = [
  256,
  kibibyte,
  4 * kibibyte,
  16 * kibibyte,
  64 * kibibyte,
  256 * kibibyte,
  kibibyte * kibibyte,
  null,
];

/** Counts keys by their size, in classes that are each four times as wide as the one before. */
export const sizeHistogram = (): SizeHistogram => {
  const classes = upperBounds.map((upTo) => ({ upTo, keys: 0, bytes: 0 }));
  return {
    add: (bytes) => {
      const found = classes.find(({ upTo }) => upTo === null || bytes <= upTo);
      if (found !== undefined) {
        found.keys += 1;
        found.bytes += bytes;
      }
    },
    list: () => classes,
  };
};

import 'server-only';
import { compareBytes, concatBytes } from '@/lib/domain/bytes';
import type { StoredKey } from '../etcd/key-source';

/** Keys seen on the way, to guess where a part that was not seen yet can be cut. */
type ScanSamples = {
  read(keys: readonly StoredKey[]): void;
  /** Points right after `first` and before `end`, in order, at which to cut. */
  cutsAfter(first: Uint8Array, end: Uint8Array | undefined): Uint8Array[];
};

const keysPerSample = 256;
const mostSamples = 512;

/** What parts of a name are parted by in most stores: `/` and `:`. */
const separators = [0x2f, 0x3a];
const mostLevels = 8;

/** Where the parts of a name begin: after each separator. */
const partStarts = (name: Uint8Array): number[] => {
  const starts: number[] = [];
  for (let index = 0; index < name.length && starts.length < mostLevels; index += 1) {
    if (separators.includes(name[index] ?? 0)) {
      starts.push(index + 1);
    }
  }
  return starts;
};

/**
 * Remembers every 256th key. Folders of a store resemble each other, as the namespaces below each
 * kind of a Kubernetes store do, so what lies below one is tried as cuts below the next.
 */
export const scanSamples = (): ScanSamples => {
  const samples: Uint8Array[] = [];
  return {
    read: (keys) => {
      for (let index = keysPerSample; index < keys.length; index += keysPerSample) {
        samples.push(Uint8Array.from(keys[index]?.key ?? []));
      }
      samples.splice(0, Math.max(0, samples.length - mostSamples));
    },
    cutsAfter: (first, end) => {
      const firstStarts = partStarts(first);
      const cuts = samples.flatMap((sample) =>
        partStarts(sample).flatMap((start, level) => {
          const at = firstStarts[level];
          return at === undefined
            ? []
            : [concatBytes(first.subarray(0, at), sample.subarray(start))];
        }),
      );
      return cuts.filter(
        (cut) => compareBytes(cut, first) > 0 && (end === undefined || compareBytes(cut, end) < 0),
      );
    },
  };
};

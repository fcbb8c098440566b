import type { SpaceReport } from '../api/space';
import { utf8Bytes } from '../bytes';
import { folderSizes } from './folder-sizes';
import { keyRanking } from './key-ranking';
import { kindSizes } from './kind-sizes';
import { namespaceSizes } from './namespace-sizes';
import { resourceOfKey } from './resource-of-key';
import { sizeHistogram } from './size-histogram';
import { type SpaceEntry, sizeOfEntry } from './space-entry';

/** What is found by adding up keys. */
export type SpaceFindings = Pick<
  SpaceReport,
  | 'keys'
  | 'bytes'
  | 'keyBytes'
  | 'leased'
  | 'folders'
  | 'kinds'
  | 'foldedKinds'
  | 'unrecognised'
  | 'namespaces'
  | 'foldedNamespaces'
  | 'largest'
  | 'mostRewritten'
  | 'sizes'
>;

/** Adds up keys and tells what fills the space. */
export type SpaceAccumulator = {
  add(entry: SpaceEntry): void;
  /** Ends the adding. `share` (0 to 1) shortens the lists; may be asked again with a smaller one. */
  findings(share: number): SpaceFindings;
};

const mostFolders = 1_500;
const mostKeys = 100;
const mostKinds = 200;

/**
 * Adds up keys that come in byte order, in bounded memory whatever their number and their names.
 * Totals are exact; what is too small for a list is told as folded.
 */
export const spaceAccumulator = (request: {
  prefix: Uint8Array;
  delimiter: string;
  kubernetesPrefix: string;
}): SpaceAccumulator => {
  const delimiter = utf8Bytes(request.delimiter);
  const kubernetesPrefix = utf8Bytes(request.kubernetesPrefix);
  const folders = folderSizes({ prefix: request.prefix, delimiter, most: mostFolders });
  const kinds = kindSizes();
  const namespaces = namespaceSizes();
  const largest = keyRanking(sizeOfEntry);
  const mostRewritten = keyRanking(({ version }) => Number(version), 1);
  const sizes = sizeHistogram();
  const leased = { keys: 0, bytes: 0 };
  const unrecognised = { keys: 0, bytes: 0 };
  const total = { keys: 0, bytes: 0, keyBytes: 0 };

  const addTo = (size: { keys: number; bytes: number }, bytes: number): void => {
    size.keys += 1;
    size.bytes += bytes;
  };
  const addResource = (entry: SpaceEntry, bytes: number): void => {
    const resource = resourceOfKey(entry.key, kubernetesPrefix);
    if (resource === undefined) {
      addTo(unrecognised, bytes);
      return;
    }
    kinds.add(entry, resource);
    if (resource.namespace !== undefined) {
      namespaces.add(resource.namespace, bytes);
    }
  };
  return {
    add: (entry) => {
      const bytes = sizeOfEntry(entry);
      addTo(total, bytes);
      total.keyBytes += entry.key.length;
      folders.add(entry.key, bytes);
      addResource(entry, bytes);
      largest.offer(entry);
      mostRewritten.offer(entry);
      sizes.add(bytes);
      if (entry.lease !== '0') {
        addTo(leased, bytes);
      }
    },
    findings: (share) => ({
      ...total,
      leased,
      folders: folders.list(Math.ceil(mostFolders * share)),
      ...kinds.list(Math.ceil(mostKinds * share)),
      unrecognised,
      ...namespaces.list(),
      largest: largest.list(Math.ceil(mostKeys * share)),
      mostRewritten: mostRewritten.list(Math.ceil(mostKeys * share)),
      sizes: sizes.list(),
    }),
  };
};

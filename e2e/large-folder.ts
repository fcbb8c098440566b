import { utf8Bytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';

/** How many keys the large folder has. */
export const largeFolderKeys = 100_000;

/** The prefix of the large folder. */
export const largeFolder = '/large/';

const keysOfWrite = 100;
const writesAtOnce = 10;

const nameOf = (index: number): string => `key-${String(index).padStart(6, '0')}`;

/** Makes a folder of 100,000 keys, `key-000000` to `key-099999`, with small values. */
export const fillLargeFolder = async (connection: ClusterConnection): Promise<void> => {
  const write = (first: number) =>
    connection.putAll(
      Array.from({ length: keysOfWrite }, (_, index) => ({
        key: utf8Bytes(`${largeFolder}${nameOf(first + index)}`),
        value: utf8Bytes('x'),
      })),
    );
  const step = keysOfWrite * writesAtOnce;
  for (let first = 0; first < largeFolderKeys; first += step) {
    await Promise.all(
      Array.from({ length: writesAtOnce }, (_, index) => write(first + index * keysOfWrite)),
    );
  }
};

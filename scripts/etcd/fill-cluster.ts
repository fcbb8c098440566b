import { randomBytes } from 'node:crypto';
import { utf8Bytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';

const valueSize = 10 * 1024;
/** Just below etcd's limits of 128 operations and 1.5 MiB a request. */
const keysPerWrite = 100;

/** Writes random values under `/filler/` until about so many bytes of them are stored. */
export const fillCluster = async (connection: ClusterConnection, bytes: number): Promise<void> => {
  const writes = Math.ceil(bytes / (valueSize * keysPerWrite));
  for (let write = 0; write < writes; write += 1) {
    const entries = Array.from({ length: keysPerWrite }, (_, index) => ({
      key: utf8Bytes(`/filler/${String(write).padStart(6, '0')}/${index}`),
      value: randomBytes(valueSize),
    }));
    await connection.putAll(entries);
  }
};

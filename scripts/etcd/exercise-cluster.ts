import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import type { EtcdCluster } from './start-cluster';

const keys = 5;

/**
 * Does once each of what members measure and a test can cause: writes, reads, deletes, leases,
 * transactions, failed requests, a compaction, and a defragmentation and a snapshot of each member.
 */
export const exerciseCluster = async (
  { etcdctl }: EtcdCluster,
  connection: ClusterConnection,
): Promise<void> => {
  for (let index = 0; index < 8 * keys; index += 1) {
    const key = Buffer.from(`/exercise/${index % keys}`);
    await connection.putAll([{ key, value: Buffer.alloc(100 + index, 'v') }]);
  }
  const { revision } = await connection.deleteKey(Buffer.from('/exercise/1'));
  await connection.revokeLease(await connection.grantLease(60));
  // Reads a key of every member.
  await etcdctl('endpoint', 'health');
  await etcdctl('compact', revision);
  // The second time it is refused, as what has failed is counted as well.
  await etcdctl('compact', revision).catch(() => undefined);
  await etcdctl('defrag');
  for (const member of await connection.members()) {
    const parts = member.connection?.snapshot(AbortSignal.timeout(10_000)) ?? [];
    for await (const part of parts) {
      void part;
    }
  }
};

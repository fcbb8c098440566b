import { setTimeout as pause } from 'node:timers/promises';
import { utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { writeTraffic } from '@/scripts/demo/write-traffic';
import { startCluster } from '@/scripts/etcd/start-cluster';

/** What one member's page said, time after time. */
export type RecordedMember = { id: string; name: string; pages: string[] };

/** Pages of real members, one after the other, of a cluster that has been written to and read. */
export type Recording = { etcd: string; members: RecordedMember[] };

const betweenPages = 500;

const readAround = async (connection: ClusterConnection): Promise<void> => {
  const { key, rangeEnd } = rangeBounds(prefixRange(utf8Bytes('/registry/')));
  await connection.keys.range({ key, rangeEnd, limit: 50 });
  await connection.deleteKey(utf8Bytes('/registry/nothing'));
  const lease = await connection.grantLease(60);
  await connection.putAll([{ key: utf8Bytes('/registry/leased'), value: utf8Bytes('v'), lease }]);
  await connection.revokeLease(lease);
};

/**
 * Records so many pages of each of three members, two a second, while a cluster is used as
 * Kubernetes does: writes, reads, leases, a watch and compactions.
 */
export const recordPages = async (rounds: number): Promise<Recording> => {
  const cluster = await startCluster({ members: 3 });
  const connection = connectCluster(cluster.config);
  const stopWatch = new AbortController();
  const watch = async (): Promise<void> => {
    const { key, rangeEnd } = rangeBounds(prefixRange(utf8Bytes('/registry/')));
    for await (const { revision } of connection.watch({ key, rangeEnd }, stopWatch.signal)) {
      lastRevision = revision;
    }
  };
  let lastRevision = '0';
  const watching = watch().catch(() => undefined);
  const stopTraffic = writeTraffic(connection);
  try {
    const known = await connection.members();
    const members = known.map(({ listed }): RecordedMember => {
      return { id: listed.id, name: listed.name, pages: [] };
    });
    for (let round = 0; round < rounds; round += 1) {
      await readAround(connection);
      if (round % 20 === 19) {
        await cluster.etcdctl('compaction', lastRevision).catch(() => undefined);
      }
      await pause(betweenPages);
      await Promise.all(
        known.map(async ({ connection: member }, index) => {
          const page = await connection.fetchText(`${member?.endpoint}/metrics`, {
            timeoutMilliseconds: 3000,
            maximumBytes: 8_000_000,
          });
          members[index]?.pages.push(page.text);
        }),
      );
    }
    return { etcd: cluster.programs.version, members };
  } finally {
    stopWatch.abort();
    await stopTraffic();
    await watching;
    connection.close();
    await cluster.stop();
  }
};

import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import { demoObjects } from './objects/demo-objects';

/** Below etcd's --max-txn-ops of 128 and its request limit of 1.5 MiB. */
const batchKeys = 100;
const batchBytes = 1_000_000;
const inFlight = 4;

/** Kubernetes keeps events for an hour, on leases that many of them share. */
export const eventLeaseSeconds = 3600;

type Entry = { key: Uint8Array; value: Uint8Array; lease?: string };

const sizeOf = ({ key, value }: Entry): number => key.length + value.length;

/** Groups entries into batches that fit one etcd transaction. */
function* batchesOf(entries: Iterable<Entry>): Generator<Entry[]> {
  let batch: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    if (batch.length > 0 && (batch.length >= batchKeys || bytes + sizeOf(entry) > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += sizeOf(entry);
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function* withLease(count: number, eventLease: string): Generator<Entry> {
  for (const { key, value, lease } of demoObjects({ count, seed: 1 })) {
    yield lease === undefined ? { key, value } : { key, value, lease: eventLease };
  }
}

/** Writes the demo's Kubernetes objects; tells how many are in after each batch. */
export const loadObjects = async (
  connection: ClusterConnection,
  count: number,
  onProgress: (loaded: number) => void,
): Promise<void> => {
  const eventLease = await connection.grantLease(eventLeaseSeconds);
  const batches = batchesOf(withLease(count, eventLease));
  let loaded = 0;
  const worker = async (): Promise<void> => {
    for (const batch of batches) {
      await connection.putAll(batch);
      loaded += batch.length;
      onProgress(loaded);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
};

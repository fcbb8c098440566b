import { randomBytes } from 'node:crypto';
import { utf8Bytes } from '@/lib/domain/bytes';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';
import type { KeySet } from './kubernetes-like-keys';
import { seededRandom, shuffled } from './random';

const keysPerWrite = 100;
const writersAtOnce = 8;

/** Writes every key of a set, in random order, with values of so many bytes. */
export const loadKeys = async (
  connection: ClusterConnection,
  { count, keyAt }: KeySet,
  valueBytes: { from: number; to: number },
): Promise<void> => {
  const order = shuffled(count, 1);
  const random = seededRandom(2);
  const pool = randomBytes(1 << 20);
  const value = () => {
    // Cubed, because most objects are small and a few are large.
    const size = Math.round(valueBytes.from + (valueBytes.to - valueBytes.from) * random() ** 3);
    const start = Math.floor(random() * (pool.length - size));
    return pool.subarray(start, start + size);
  };
  let next = 0;
  const write = async (): Promise<void> => {
    while (next < count) {
      const indexes = order.subarray(next, next + keysPerWrite);
      next += keysPerWrite;
      await connection.putAll(
        Array.from(indexes, (index) => ({ key: utf8Bytes(keyAt(index)), value: value() })),
      );
    }
  };
  await Promise.all(Array.from({ length: writersAtOnce }, write));
};

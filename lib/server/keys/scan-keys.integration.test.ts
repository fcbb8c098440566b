import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareBytes, utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange } from '@/lib/domain/keys/key-range';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import type { KeySource } from '../etcd/key-source';
import { type ScanPage, scanKeys } from './scan-keys';

let cluster: EtcdCluster;
let connection: ClusterConnection;

const size = 100_000;
const kinds = ['configmaps', 'events', 'leases', 'pods', 'replicasets', 'secrets'];
const names = Array.from({ length: size }, (_, index) =>
  utf8Bytes(
    `/registry/${kinds[index % 6]}/ns-${index % 250}/${(index * 2_654_435_761) % 4_294_967_296}`,
  ),
);
const odd = [[0], [0, 0xff], [0xff], [0xff, 0xff, 0], [0x2f, 0x2f]].map((key) =>
  Uint8Array.from(key),
);

const putAll = async (keys: readonly Uint8Array[], value = new Uint8Array(20)): Promise<void> => {
  for (let offset = 0; offset < keys.length; offset += 120) {
    await connection.putAll(keys.slice(offset, offset + 120).map((key) => ({ key, value })));
  }
};

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  connection = connectCluster(cluster.config);
  await putAll([...names, ...odd]);
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

const hexOf = (key: Uint8Array): string => Buffer.from(key).toString('hex');
const expected = [...names, ...odd].toSorted(compareBytes).map(hexOf);

/** A source that adds up what its answers counted. */
const counting = (source: KeySource): { source: KeySource; walked: () => number } => {
  let walked = 0;
  return {
    walked: () => walked,
    source: {
      ...source,
      rangeAll: async (requests, signal) => {
        const results = await source.rangeAll(requests, signal);
        walked += results.reduce((sum, { count }) => sum + Number(count), 0);
        return results;
      },
    },
  };
};

const range = prefixRange(new Uint8Array());

describe('a scan of a real store', () => {
  it('gives every key once, at one revision, beside writers, walking at most 5 N', async () => {
    const { source, walked } = counting(connection.heavyKeys);
    const seen: string[] = [];
    const revisions = new Set<string>();
    let last: ScanPage | undefined;
    for await (const page of scanKeys(source, { range })) {
      seen.push(...page.keys.map(({ key }) => hexOf(key)));
      revisions.add(page.revision);
      last = page;
      await putAll([utf8Bytes(`/registry/zzz/${seen.length}`), utf8Bytes(`!${seen.length}`)]);
      await connection.deleteKey(names[seen.length % size] ?? new Uint8Array());
    }
    await putAll(names);
    expect(seen.length).toBe(expected.length);
    expect(seen).toEqual(expected);
    expect(revisions.size).toBe(1);
    expect(last).toMatchObject({ isRestarted: false, answeredBy: 'm1', cursor: undefined });
    expect(walked()).toBeLessThanOrEqual(5 * expected.length);
  });

  it('goes on at a newer revision where its own is compacted away', async () => {
    const { source } = counting(connection.heavyKeys);
    const request = {
      range: prefixRange(utf8Bytes('/registry/')),
      onCompacted: 'restart',
    } as const;
    const seen = new Set<string>();
    let delivered = 0;
    let isRestarted = false;
    let hasCompacted = false;
    for await (const page of scanKeys(source, request)) {
      delivered += page.keys.length;
      for (const { key } of page.keys) {
        seen.add(hexOf(key));
      }
      isRestarted = page.isRestarted;
      if (!hasCompacted) {
        hasCompacted = true;
        await putAll([utf8Bytes('/registry/after')]);
        await cluster.etcdctl('compact', await connection.keys.revision());
      }
    }
    expect(isRestarted).toBe(true);
    expect(delivered).toBe(seen.size);
    expect(names.every((name) => seen.has(hexOf(name)))).toBe(true);
  });

  it('bounds the bytes of a page where large values follow small ones', async () => {
    const large = new Uint8Array(1_400_000);
    const keys = Array.from({ length: 60 }, (_, index) => utf8Bytes(`large/${index + 100}`));
    await putAll(Array.from({ length: 2_000 }, (_, index) => utf8Bytes(`large/${index}-`)));
    for (const key of keys) {
      await connection.putAll([{ key, value: large }]);
    }
    const request = { range: prefixRange(utf8Bytes('large/')), withValues: true };
    let count = 0;
    let largest = 0;
    for await (const page of scanKeys(connection.heavyKeys, request)) {
      count += page.keys.length;
      const bytes = page.keys.reduce((sum, { value }) => sum + value.length, 0);
      largest = Math.max(largest, bytes);
    }
    expect(count).toBe(2_060);
    expect(largest).toBeLessThan(64 * 1024 * 1024);
  });

  it('stops at once where it is cancelled', async () => {
    const controller = new AbortController();
    const pages = scanKeys(connection.heavyKeys, { range, duty: 0.01 }, controller.signal);
    const first = pages.next();
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow();
  });
});

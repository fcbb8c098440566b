import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import type { ClusterConnection } from './cluster-connection';
import { connectCluster } from './connect-cluster';

let cluster: EtcdCluster;
let connection: ClusterConnection;

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  connection = connectCluster(cluster.config);
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

const key = (name: string) => new TextEncoder().encode(name);
const read = async (name: string) =>
  (await connection.keys.range({ key: key(name), rangeEnd: undefined, limit: 1 })).keys[0];

it('writes all where every guard holds', async () => {
  const { revision } = await connection.putAll([{ key: key('/c/a'), value: key('1') }]);
  const lease = await connection.grantLease(600);
  const answer = await connection.commit({
    guards: [
      { key: key('/c/a'), modRevision: revision },
      { key: key('/c/b'), modRevision: '0' },
    ],
    writes: [
      { kind: 'delete', key: key('/c/a') },
      { kind: 'put', key: key('/c/b'), value: Uint8Array.of(0, 255), lease },
    ],
  });
  expect(answer).toEqual({ committed: true, revision: String(BigInt(revision) + 1n) });
  expect(await read('/c/a')).toBeUndefined();
  expect(await read('/c/b')).toMatchObject({ value: Uint8Array.of(0, 255), lease });
  expect(await connection.leases()).toContain(lease);
  await connection.revokeLease(lease);
  expect(await connection.leases()).not.toContain(lease);
  expect(await read('/c/b')).toBeUndefined();
});

it('writes nothing where one guard does not hold, and tells the keys as they are', async () => {
  const { revision } = await connection.putAll([{ key: key('/d/a'), value: key('1') }]);
  const answer = await connection.commit({
    guards: [
      { key: key('/d/a'), modRevision: '1' },
      { key: key('/d/b'), modRevision: '0' },
    ],
    writes: [{ kind: 'put', key: key('/d/a'), value: key('2') }],
  });
  expect(answer).toMatchObject({
    committed: false,
    revision,
    found: [{ key: key('/d/a'), value: key('1'), modRevision: revision }, undefined],
  });
  expect(await read('/d/a')).toMatchObject({ value: key('1') });
});

it('refuses what it can tell beforehand', async () => {
  const readOnly = connectCluster({ ...cluster.config, readOnly: true });
  const writes = [{ kind: 'put', key: key('x'), value: key('y') }] as const;
  await expect(readOnly.commit({ guards: [], writes })).rejects.toMatchObject({
    code: 'read_only',
  });
  readOnly.close();
  const many = Array.from({ length: 129 }, (_, index) => ({
    kind: 'delete' as const,
    key: key(`/many/${index}`),
  }));
  await expect(connection.commit({ guards: [], writes: many })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(
    connection.commit({
      guards: [],
      writes: [{ kind: 'put', key: key('/e'), value: key('1'), lease: '4711' }],
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

it('reads many ranges at one revision where a member takes fewer operations at once', async () => {
  const small = await startCluster({ members: 1, arguments: ['--max-txn-ops=10'] });
  const limited = connectCluster(small.config);
  const one = { key: key('/f'), rangeEnd: undefined, limit: 1 };
  const { revision } = await limited.putAll([{ key: key('/f'), value: key('1') }]);
  const results = await limited.keys.rangeAll(Array.from({ length: 128 }, () => one));
  expect(results.map(({ count }) => count)).toEqual(Array.from({ length: 128 }, () => '1'));
  expect(new Set(results.map((result) => result.revision))).toEqual(new Set([revision]));
  limited.close();
  await small.stop();
});

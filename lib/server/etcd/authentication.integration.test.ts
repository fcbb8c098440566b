import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from './cluster-connection';
import { connectCluster } from './connect-cluster';

let cluster: EtcdCluster;
const open: ClusterConnection[] = [];

const connectAs = (username: string, password: string): ClusterConnection => {
  const connection = connectCluster({
    ...cluster.config,
    authentication: { username, password },
  });
  open.push(connection);
  return connection;
};

beforeAll(async () => {
  cluster = await startCluster({ members: 1, arguments: ['--auth-token-ttl=2'] });
  await cluster.etcdctl('user', 'add', 'root:root password');
  await cluster.etcdctl('user', 'grant-role', 'root', 'root');
  await cluster.etcdctl('user', 'add', 'reader:reader');
  await cluster.etcdctl('role', 'add', 'reader');
  await cluster.etcdctl('role', 'grant-permission', 'reader', 'read', '/open/', '/open0');
  await cluster.etcdctl('user', 'grant-role', 'reader', 'reader');
  await cluster.etcdctl('put', '/open/a', '1');
  await cluster.etcdctl('auth', 'enable');
});

afterAll(async () => {
  for (const connection of open) {
    connection.close();
  }
  await cluster?.stop();
});

const bytes = (text: string) => new TextEncoder().encode(text);
const one = (text: string) => ({ key: bytes(text), rangeEnd: undefined, limit: 1 });

it('does everything as root, and takes a snapshot', async () => {
  const root = connectAs('root', 'root password');
  const [member] = await root.members();
  await root.putAll([{ key: bytes('/closed/a'), value: bytes('2') }]);
  expect((await root.keys.range(one('/closed/a'))).count).toBe('1');
  expect(await member?.connection?.status()).toMatchObject({ errors: [] });
  let length = 0;
  for await (const part of member?.connection?.snapshot(new AbortController().signal) ?? []) {
    length += part.blob.length;
  }
  expect(length % 512).toBe(32);
});

it('signs in again when etcd has forgotten the token', async () => {
  const root = connectAs('root', 'root password');
  await root.keys.range(one('/open/a'));
  const [member] = cluster.members;
  await member?.stop();
  await member?.start();
  await waitUntil('read after restart', () =>
    root.keys.range(one('/open/a')).then(({ count }) => count === '1'),
  );
  const before = await root.keys.revision();
  await root.putAll([{ key: bytes('/open/a'), value: bytes('3') }]);
  expect(BigInt(await root.keys.revision())).toBe(BigInt(before) + 1n);
});

it('says what a user may not do, and whom etcd does not know', async () => {
  const reader = connectAs('reader', 'reader');
  expect((await reader.keys.range(one('/open/a'))).count).toBe('1');
  await expect(reader.keys.range(one('/closed/a'))).rejects.toMatchObject({
    code: 'etcd_permission_denied',
  });
  await expect(reader.putAll([{ key: bytes('/open/a'), value: bytes('4') }])).rejects.toMatchObject(
    { code: 'etcd_permission_denied' },
  );
  await expect(connectAs('root', 'wrong').members()).rejects.toMatchObject({
    code: 'etcd_auth_failed',
  });
});

it('signs in again for a snapshot when etcd has forgotten the token', async () => {
  const root = connectAs('root', 'root password');
  await root.keys.range(one('/open/a'));
  const [running] = cluster.members;
  await running?.stop();
  await running?.start();
  await running?.untilHealthy();
  const [member] = await root.members();
  let length = 0;
  for await (const part of member?.connection?.snapshot(new AbortController().signal) ?? []) {
    length += part.blob.length;
  }
  expect(length % 512).toBe(32);
});

it('tells the ranges a user may touch, and none where it may touch all', async () => {
  const reader = connectAs('reader', 'reader');
  expect(await reader.permittedRanges()).toEqual([
    { range: { start: bytes('/open/'), end: bytes('/open0') }, mayRead: true, mayWrite: false },
  ]);
  expect(await connectAs('root', 'root password').permittedRanges()).toBeUndefined();
});

it('refuses a watch beyond the permissions without holding up another', async () => {
  const reader = connectAs('reader', 'reader');
  const { signal } = new AbortController();
  const refused = reader.watch({ key: bytes('/closed/'), rangeEnd: bytes('/closed0') }, signal);
  await expect(refused[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'etcd_permission_denied',
  });
  const allowed = reader.watch({ key: bytes('/open/'), rangeEnd: bytes('/open0') }, signal);
  const watching = allowed[Symbol.asyncIterator]();
  expect((await watching.next()).value).toMatchObject({ events: [] });
  await watching.return?.();
});

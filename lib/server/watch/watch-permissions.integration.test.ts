import { afterAll, beforeAll, expect, it } from 'vitest';
import { utf8Bytes } from '@/lib/domain/bytes';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { ClusterWatches } from './cluster-watches';
import { recordNews } from './testing/record-news';

let cluster: EtcdCluster;
let connection: ClusterConnection;
let watches: ClusterWatches;

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  await cluster.etcdctl('user', 'add', 'root:root');
  await cluster.etcdctl('user', 'grant-role', 'root', 'root');
  await cluster.etcdctl('user', 'add', 'reader:reader');
  await cluster.etcdctl('role', 'add', 'reader');
  await cluster.etcdctl('role', 'grant-permission', 'reader', 'readwrite', '/open/', '/open0');
  await cluster.etcdctl('role', 'grant-permission', 'reader', 'read', '/single');
  await cluster.etcdctl('user', 'grant-role', 'reader', 'reader');
  await cluster.etcdctl('auth', 'enable');
  const authentication = { username: 'reader', password: 'reader' };
  connection = connectCluster({ ...cluster.config, authentication });
  watches = new ClusterWatches({ connection, budget: { open: 0, most: 10 } });
});

afterAll(async () => {
  await watches?.stop();
  connection?.close();
  await cluster?.stop();
});

it.each(['/closed/', '/single'])(
  'says once that etcd does not permit %s, and ends',
  async (prefix) => {
    const news = recordNews();
    watches.follow(utf8Bytes(prefix), news.listener);
    await news.until('refused');
    expect(news.words.at(-1)).toBe('refused etcd_permission_denied');
    expect(news.words.filter((word) => word.startsWith('interrupted'))).toEqual([]);
    expect(watches.size).toBe(0);
  },
);

it('follows what is permitted within what is not', async () => {
  const [whole, permitted] = [recordNews(), recordNews()];
  watches.follow(utf8Bytes(''), whole.listener);
  const stop = watches.follow(utf8Bytes('/open/'), permitted.listener);
  await whole.until('refused etcd_permission_denied');
  await permitted.until('watching');
  await connection.putAll([{ key: utf8Bytes('/open/a'), value: utf8Bytes('v') }]);
  await permitted.until('put /open/a');
  stop();
});

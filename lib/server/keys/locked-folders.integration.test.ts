import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Folder } from '@/lib/domain/api/keys';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { listFolder } from './list-folder';

let cluster: EtcdCluster;
let reader: ClusterConnection;

const stored = ['/a/x', '/closed/1', '/r/pods/default/1', '/r/pods/default/2', '/r/pods/kube/1'];
const more = ['/r/secrets/default/1', '/r/services/1', '/r/services/2/x'];

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  for (const key of [...stored, ...more]) {
    await cluster.etcdctl('put', key, 'v');
  }
  await cluster.etcdctl('user', 'add', 'root:root');
  await cluster.etcdctl('user', 'grant-role', 'root', 'root');
  await cluster.etcdctl('user', 'add', 'reader:reader');
  await cluster.etcdctl('role', 'add', 'reader');
  const grant = ['role', 'grant-permission', 'reader'];
  await cluster.etcdctl(...grant, 'read', '/r/pods/default/', '/r/pods/default0');
  await cluster.etcdctl(...grant, 'readwrite', '/r/services/', '/r/services0');
  await cluster.etcdctl(...grant, 'write', '/r/secrets/', '/r/secrets0');
  await cluster.etcdctl('user', 'grant-role', 'reader', 'reader');
  await cluster.etcdctl('auth', 'enable');
  const authentication = { username: 'reader', password: 'reader' };
  reader = connectCluster({ ...cluster.config, authentication });
});

afterAll(async () => {
  reader?.close();
  await cluster?.stop();
});

const open = (prefix: string, query: { last?: boolean } = {}): Promise<Folder> =>
  listFolder(reader, { prefix: toBase64Url(utf8Bytes(prefix)), limit: 50, ...query });

const rows = ({ entries }: Folder): unknown[] =>
  entries.map(({ label, count, locked }) => [locked ? 'locked' : label, count]);

describe('folders that etcd lets these credentials read in part', () => {
  it.each<[string, unknown[], string]>([
    [
      '',
      [
        ['locked', null],
        ['', '4'],
        ['locked', null],
      ],
      '4',
    ],
    [
      '/',
      [
        ['locked', null],
        ['r', '4'],
        ['locked', null],
      ],
      '4',
    ],
    [
      '/r/',
      [
        ['locked', null],
        ['pods', '2'],
        ['locked', null],
        ['services', '2'],
        ['locked', null],
      ],
      '4',
    ],
    [
      '/r/pods/',
      [
        ['locked', null],
        ['default', '2'],
        ['locked', null],
      ],
      '2',
    ],
    ['/closed/', [['locked', null]], '0'],
  ])('shows what may be read of "%s"', async (prefix, expected, total) => {
    for (const _time of ['cold', 'again']) {
      const folder = await open(prefix);
      expect(rows(folder)).toEqual(expected);
      expect([folder.isPartial, folder.total]).toEqual([true, total]);
    }
    expect(rows(await open(prefix, { last: true }))).toEqual(expected);
  });

  it('opens what may be read whole', async () => {
    const folder = await open('/r/services/');
    expect(rows(folder)).toEqual([
      ['1', null],
      ['2', '1'],
    ]);
    expect([folder.isPartial, folder.totalKind, folder.total]).toEqual([false, 'exact', '2']);
  });
});

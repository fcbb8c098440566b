import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { backupId } from '@/lib/domain/backups/backup-id';
import type { BackupManifest } from '@/lib/domain/backups/backup-manifest';
import { clusterConnections } from '../etcd/cluster-connections';
import { startTestServer } from '../http/testing';
import { readFacts } from './read-facts';

const cluster = 'test';
const older = new Date('2026-11-21T12:00:00.000Z');
const newer = new Date('2026-11-22T12:00:00.000Z');

const manifestOf = (takenAt: Date): BackupManifest => ({
  version: 1,
  id: backupId(cluster, takenAt, 'm1'),
  cluster,
  fileName: `${backupId(cluster, takenAt, 'm1')}.db`,
  takenAt: takenAt.toISOString(),
  memberId: 'a1',
  memberName: 'm1',
  etcdVersion: '3.5.33',
  revision: '1',
  size: '2',
  sha256: 'a'.repeat(64),
  proof: 'checksum',
  startedBy: 'root',
  clusterId: 'c1',
  raftTerm: '1',
  leaderId: null,
  storageVersion: null,
  linearizableRevision: null,
  durationMilliseconds: 1,
});

it('takes a backup whose file is gone for none', async () => {
  const backupDirectory = await mkdtemp(path.join(tmpdir(), 'etcdscope-facts-'));
  const server = await startTestServer({
    backupDirectory,
    clusters: [
      {
        name: cluster,
        displayName: cluster,
        endpoints: ['http://127.0.0.1:1'],
        tls: undefined,
        authentication: undefined,
        metricsUrls: [],
        prometheus: undefined,
        readOnly: false,
        kubernetesPrefix: '/registry/',
        delimiter: '/',
        allowedHosts: [],
        source: 'tests',
      },
    ],
  });
  const directory = path.join(backupDirectory, cluster);
  await mkdir(directory);
  for (const manifest of [manifestOf(older), manifestOf(newer)]) {
    await writeFile(path.join(directory, `${manifest.id}.json`), JSON.stringify(manifest));
  }
  expect((await readFacts(cluster)).lastBackup).toBeNull();
  await writeFile(path.join(directory, manifestOf(older).fileName), 'ab');
  expect((await readFacts(cluster)).lastBackup).toBe(older.getTime());
  for (const open of clusterConnections()) {
    open.close();
  }
  await server.stop();
  await rm(backupDirectory, { recursive: true, force: true });
});

import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BackupManifest } from '@/lib/domain/backups/backup-manifest';
import { fillCluster } from '@/scripts/etcd/fill-cluster';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { connectCluster } from '../etcd/connect-cluster';
import { checkSpace } from './check-space';
import { findBackupMember } from './find-backup-member';
import { takeBackup } from './take-backup';

const mebibyte = 1024 * 1024;
const never = new AbortController().signal;

let cluster: EtcdCluster;
let connection: ClusterConnection;
let directory: string;

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
  await fillCluster(connection, 48 * mebibyte);
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-backups-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

type Options = {
  memberId?: string;
  into?: string;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
};

const backUp = async ({
  memberId,
  into = directory,
  signal = never,
  onProgress = () => undefined,
}: Options = {}): Promise<BackupManifest> =>
  takeBackup({
    cluster: 'test',
    member: await findBackupMember(connection, memberId, never),
    directory: into,
    startedBy: 'tester',
    signal,
    onProgress,
  });

/** Calls once, when a backup is under way for certain. */
const onceUnderWay = (act: () => void) => {
  let acted = false;
  return (done: number) => {
    if (!acted && done > 4 * mebibyte) {
      acted = true;
      act();
    }
  };
};

const snapshotTool = async (...parameters: string[]): Promise<string> => {
  const { etcdutl, etcdctl } = cluster.programs;
  const environment = { ETCDCTL_API: '3' };
  return (await runCommand(etcdutl ?? etcdctl, ['snapshot', ...parameters], { environment }))
    .stdout;
};

const currentRevision = (): Promise<string> => connection.keys.revision();

describe('takeBackup', () => {
  it('writes a file that etcd accepts, private, with its manifest and nothing else', async () => {
    const before = await currentRevision();
    const progress: [number, number][] = [];
    const manifest = await backUp({ onProgress: (...step) => progress.push(step) });

    const file = path.join(directory, manifest.fileName);
    expect(await readdir(directory)).toEqual([manifest.fileName, `${manifest.id}.json`].sort());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path.join(directory, `${manifest.id}.json`), 'utf8'))).toEqual(
      manifest,
    );
    expect(manifest).toMatchObject({
      size: String((await stat(file)).size),
      etcdVersion: cluster.programs.version,
      linearizableRevision: before,
      proof: 'checksum',
    });
    expect(BigInt(manifest.revision)).toBeGreaterThanOrEqual(BigInt(before));
    expect(progress.at(-1)).toEqual([Number(manifest.size), Number(manifest.size)]);

    const status = JSON.parse(await snapshotTool('status', file, '--write-out=json'));
    expect(BigInt(status.revision)).toBeGreaterThanOrEqual(BigInt(manifest.revision));
    expect(status.totalSize).toBe(Number(manifest.size) - 32);
    const restored = path.join(directory, 'restored');
    await snapshotTool('restore', file, `--data-dir=${restored}`);
    expect(await readdir(path.join(restored, 'member'))).toEqual(['snap', 'wal']);
  });

  it('reads from a follower unless told otherwise', async () => {
    const chosen = await findBackupMember(connection, undefined, never);
    const leaderId = chosen.status.leaderId;
    expect(chosen.id).not.toBe(leaderId);
    const manifest = await backUp({ memberId: leaderId });
    expect(manifest.memberId).toBe(leaderId);
  });

  it('refuses a member that does not exist', async () => {
    await expect(findBackupMember(connection, 'abc', never)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves nothing when it is cancelled', async () => {
    const controller = new AbortController();
    const taking = backUp({
      signal: controller.signal,
      onProgress: onceUnderWay(() => controller.abort()),
    });
    await expect(taking).rejects.toThrow();
    expect(await readdir(directory)).toEqual([]);
  });

  it('leaves nothing when the member is killed on the way', async () => {
    const { id, name } = await findBackupMember(connection, undefined, never);
    const victim = cluster.members.find((member) => member.name === name);
    const taking = backUp({
      memberId: id,
      onProgress: onceUnderWay(() => process.kill(victim?.pid ?? 0, 'SIGKILL')),
    });
    await expect(taking).rejects.toMatchObject({ name: 'AppError' });
    expect(await readdir(directory)).toEqual([]);
    await victim?.start();
    await victim?.untilHealthy();
  });

  it.skipIf(process.getuid?.() !== 0)('leaves nothing when the disk is full', async () => {
    await runCommand('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', directory]);
    try {
      await expect(backUp()).rejects.toMatchObject({ code: 'disk_full' });
      expect(await readdir(directory)).toEqual([]);
      await expect(checkSpace(directory, mebibyte)).rejects.toMatchObject({ code: 'disk_full' });
    } finally {
      await runCommand('umount', [directory]);
    }
  });

  it('works without a quorum', async () => {
    const [first, ...others] = cluster.members;
    await Promise.all(others.map((member) => member.stop()));
    const manifest = await backUp();
    expect(manifest.memberName).toBe(first?.name);
    expect(manifest.linearizableRevision).toBeNull();
    await snapshotTool('status', path.join(directory, manifest.fileName));
    await Promise.all(others.map((member) => member.start()));
    await Promise.all(others.map((member) => member.untilHealthy()));
  });
});

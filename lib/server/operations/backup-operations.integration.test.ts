import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Backup, Operation } from '@/lib/domain/api/operations';
import { fillCluster } from '@/scripts/etcd/fill-cluster';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';
import { waitUntil } from '@/scripts/wait-until';
import { deleteBackup } from '../backups/delete-backup';
import { downloadBackup } from '../backups/download-backup';
import { listBackups } from '../backups/list-backups';
import { startBackup } from '../backups/start-backup';
import { clusterConnection } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import type { RequestContext } from '../http/request-context';
import { cancelOperation } from './cancel-operation';
import { listOperations } from './list-operations';
import { readOperation } from './read-operation';
import { recoverOperations } from './recover-operations';
import { runningOperations } from './running-operations';
import { startOperation } from './start-operation';
import { stopOperations } from './stop-operations';

const mebibyte = 1024 * 1024;
const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
const never = new AbortController().signal;

const context: RequestContext = {
  identity: { username: 'tester', role: 'admin', mode: 'local' },
  requestId: 'test',
  address: '127.0.0.1',
  signal: never,
};

let etcd: EtcdCluster;
let directory: string;

beforeAll(async () => {
  etcd = await startCluster({ members: 1 });
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-operations-'));
  Object.assign(process.env, {
    ETCDSCOPE_CLUSTER_NAME: 'test',
    ETCDSCOPE_DATA_DIR: directory,
    ETCDCTL_ENDPOINTS: etcd.config.endpoints.join(','),
    ETCDCTL_CACERT: etcd.files.ca,
    ETCDCTL_CERT: etcd.files.certificate,
    ETCDCTL_KEY: etcd.files.key,
  });
  await fillCluster(clusterConnection('test'), 32 * mebibyte);
});

afterAll(async () => {
  clusterConnection('test').close();
  await etcd?.stop();
  await rm(directory, { recursive: true, force: true });
});

const backups = (): string => path.join(directory, 'backups', 'test');
const start = (): Promise<Operation> => startBackup(context, 'test', undefined);

const ended = (id: string): Promise<Operation> =>
  waitUntil('the end of the operation', async () => {
    const operation = await readOperation(id);
    return operation.state !== 'running' && operation;
  });

const list = async (): Promise<Backup[]> => (await listBackups('test', { limit: 50 })).backups;

const onlyBackup = async (): Promise<Backup> => {
  await ended((await start()).id);
  const [backup] = await list();
  if (backup === undefined) {
    throw new Error('the backup is not listed');
  }
  return backup;
};

beforeEach(() => rm(backups(), { recursive: true, force: true }));

describe('a backup as an operation', () => {
  it('is recorded, published and listed', async () => {
    const published: Operation[] = [];
    const leave = eventHub().subscribe(['operations'], {
      deliver: (_, event) => event.type === 'operation' && published.push(event.operation),
      close: () => undefined,
    });
    const started = await start();
    const operation = await ended(started.id);
    leave();

    expect(started).toMatchObject({ state: 'running', cancellable: true, target: 'm1' });
    const [backup] = await list();
    expect(operation).toMatchObject({
      state: 'succeeded',
      startedBy: 'tester',
      done: backup?.size,
      total: backup?.size,
      failure: null,
      cancellable: false,
    });
    expect(published[0]).toEqual(started);
    expect(published.at(-1)).toEqual(operation);
    expect((await listOperations({ limit: 1 })).operations).toEqual([operation]);
  });

  it('runs once at a time on a cluster', async () => {
    const attempts = await Promise.allSettled([start(), start()]);
    const started = attempts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const refused = attempts.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(started).toHaveLength(1);
    expect(refused).toEqual([expect.objectContaining({ code: 'conflict' })]);
    await Promise.all(started.map(({ id }) => ended(id)));
  });

  it('is cancelled without a trace', async () => {
    const cancelled = await cancelOperation(context, (await start()).id);
    expect(cancelled).toMatchObject({ state: 'cancelled', failure: null });
    expect(await readdir(backups())).toEqual([]);
    await expect(cancelOperation(context, cancelled.id)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('fails with a sentence when its member dies', async () => {
    const { id } = await start();
    await etcd.members[0]?.stop();
    const operation = await ended(id);
    expect(operation).toMatchObject({ state: 'failed', cancellable: false });
    expect(operation.failure?.detail).toMatch(/\.$/);
    expect(await readdir(backups())).toEqual([]);
    await etcd.members[0]?.start();
    await etcd.members[0]?.untilHealthy();
    await waitUntil('the connection', () => clusterConnection('test').keys.revision());
  });

  it('is listed page by page', async () => {
    const first = await listOperations({ limit: 1 });
    const second = await listOperations({ limit: 1, cursor: first.next ?? undefined });
    expect(second.operations).toHaveLength(1);
    expect(second.operations[0]?.id).not.toBe(first.operations[0]?.id);
  });
});

describe('a backup that was taken', () => {
  it('is downloaded as it was proved', async () => {
    const backup = await onlyBackup();
    const response = await downloadBackup('test', backup.id, never);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(backup.size);
    expect(createHash('sha256').update(bytes.subarray(0, -32)).digest('hex')).toBe(backup.sha256);
  });

  it('is deleted only with its file name', async () => {
    const backup = await onlyBackup();
    await expect(deleteBackup('test', backup.id, 'something.db')).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await list()).toEqual([backup]);
    await deleteBackup('test', backup.id, backup.fileName);
    expect(await readdir(backups())).toEqual([]);
    await expect(deleteBackup('test', backup.id, backup.fileName)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is shown as absent once its file is gone', async () => {
    const backup = await onlyBackup();
    await rm(path.join(backups(), backup.fileName));
    expect(await list()).toEqual([{ ...backup, present: false }]);
    await expect(downloadBackup('test', backup.id, never)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not confused by files of others, links and broken manifests', async () => {
    const backup = await onlyBackup();
    const manifest = path.join(backups(), `${backup.id}.json`);
    const place = (name: string): string => path.join(backups(), name);
    await symlink(manifest, place('test-20990101t000000000z-link.json'));
    await writeFile(place('test-20990101t000000000z-other.json'), await readFile(manifest));
    await writeFile(place('test-20990101t000000000z-broken.json'), '{');
    await writeFile(place('notes.json'), '{}');
    expect(await list()).toEqual([backup]);
  });

  it.each(['../test/x', '..', 'a/../b', '%2e%2e', 'x\0y'])('is not found as %j', async (id) => {
    await expect(downloadBackup('test', id, never)).rejects.toMatchObject({ name: 'AppError' });
  });
});

describe('a process that was killed in the middle', () => {
  it('leaves an operation of unknown outcome and no unfinished file', async () => {
    const parameters = ['--tsconfig=tsconfig.scripts.json', fixture];
    await expect(
      runCommand(path.join(projectRoot, 'node_modules/.bin/tsx'), parameters, {
        directory: projectRoot,
      }),
    ).rejects.toThrow();
    expect(await readdir(backups())).toEqual([expect.stringMatching(/\.db\.part$/)]);
    const [left] = (await listOperations({ limit: 1 })).operations;
    expect(left).toMatchObject({ state: 'running' });

    await recoverOperations();

    expect(await readdir(backups())).toEqual([]);
    const [closed] = (await listOperations({ limit: 1 })).operations;
    expect(closed).toMatchObject({ id: left?.id, state: 'unknown', cancellable: false });
    expect(closed?.endedAt).not.toBeNull();
  });
});

describe('the end of the process', () => {
  it('cancels what runs or is about to, and starts nothing more', async () => {
    const { id } = await start();
    let hasWorked = false;
    const starting = startOperation({
      kind: 'backup',
      cluster: 'another',
      target: 'm1',
      startedBy: 'tester',
      work: async () => {
        hasWorked = true;
      },
    });
    // From here on the operation is being recorded, and its work has not begun.
    await runningOperations().recovery;
    await stopOperations();
    expect(await readOperation(id)).toMatchObject({ state: 'cancelled' });
    expect(await readOperation((await starting).id)).toMatchObject({ state: 'cancelled' });
    expect(hasWorked).toBe(false);
    expect(await readdir(backups())).toEqual([]);
    await expect(start()).rejects.toMatchObject({ code: 'shutting_down' });
  });
});

const fixture = fileURLToPath(new URL('./killed-backup.fixture.ts', import.meta.url));

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { EtcdCluster } from '../scripts/etcd/start-cluster';
import { runCommand } from '../scripts/run-command';

/** Fails unless etcd's own tool reads the snapshot file and restores a data directory from it. */
export const expectRestorable = async ({ programs }: EtcdCluster, file: string): Promise<void> => {
  const etcdutl = programs.etcdutl ?? programs.etcdctl;
  const status = await runCommand(etcdutl, ['snapshot', 'status', file, '-w', 'json']);
  expect(JSON.parse(status.stdout).totalKey).toBeGreaterThan(1500);
  const data = `${file}-restored`;
  await runCommand(etcdutl, ['snapshot', 'restore', file, '--data-dir', data]);
  expect((await stat(path.join(data, 'member', 'snap', 'db'))).size).toBeGreaterThan(0);
};

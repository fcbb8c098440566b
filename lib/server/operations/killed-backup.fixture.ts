import 'server-only';
import { makeBackupDirectory } from '../backups/backup-files';
import { findBackupMember } from '../backups/find-backup-member';
import { takeBackup } from '../backups/take-backup';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { startOperation } from './start-operation';

/** A program that starts a backup as the server does and is killed in the middle of it. */
const cluster = 'test';
const underWay = 4 * 1024 * 1024;
const member = await findBackupMember(
  clusterConnection(cluster),
  undefined,
  new AbortController().signal,
);
const directory = await makeBackupDirectory(configuration().backupDirectory, cluster);

await startOperation({
  kind: 'backup',
  cluster,
  target: member.name,
  startedBy: 'tester',
  work: async (_, signal) => {
    const onProgress = (done: number): void => {
      if (done > underWay) {
        process.kill(process.pid, 'SIGKILL');
      }
    };
    await takeBackup({ cluster, member, directory, startedBy: 'tester', signal, onProgress });
  },
});

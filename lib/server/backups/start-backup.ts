import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { makeBackupDirectory } from './backup-files';
import { checkSpace } from './check-space';
import { findBackupMember } from './find-backup-member';
import { takeBackup } from './take-backup';

/**
 * Starts a backup of a cluster as an operation, from the member asked for or the best one.
 * Rejects with `unknown_cluster`, `not_found`, `conflict`, `disk_full`, `cluster_unreachable` or
 * the member's error, and then nothing was started.
 */
export const startBackup = async (
  context: RequestContext,
  cluster: string,
  memberId: string | undefined,
): Promise<Operation> => {
  const member = await findBackupMember(clusterConnection(cluster), memberId, context.signal);
  const directory = await makeBackupDirectory(configuration().backupDirectory, cluster);
  await checkSpace(directory, Number(member.status.databaseSize));
  const startedBy = context.identity.username;
  return startOperation({
    kind: 'backup',
    cluster,
    target: member.name,
    startedBy,
    work: async (onProgress, signal) => {
      await takeBackup({ cluster, member, directory, startedBy, signal, onProgress });
    },
  });
};

import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import type { StartScan } from '@/lib/domain/api/space';
import { readableBytes } from '@/lib/domain/bytes';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { insertScan } from '../store/space-scans';
import { store } from '../store/store';
import { measureSpace } from './measure-space';
import { prefixBytes } from './prefix-bytes';

/**
 * Starts to measure a prefix as an operation; what is found is kept when it ends, also where that
 * is early. Rejects with `unknown_cluster`, or `conflict` where one runs on the cluster.
 */
export const startScan = async (
  context: RequestContext,
  cluster: string,
  { prefix: text, pace }: StartScan,
): Promise<Operation> => {
  const { config, heavyKeys } = clusterConnection(cluster);
  const { delimiter, kubernetesPrefix } = config;
  const prefix = prefixBytes(text);
  const startedBy = context.identity.username;
  return startOperation({
    kind: 'space',
    cluster,
    target: prefix.length === 0 ? cluster : readableBytes(prefix),
    startedBy,
    work: async (onProgress, signal, id) => {
      const request = { id, cluster, prefix, delimiter, kubernetesPrefix, pace, startedBy };
      const measured = await measureSpace(heavyKeys, { ...request, onProgress }, signal);
      await insertScan(store(), measured.report);
      if (measured.failure !== undefined) {
        throw measured.failure.thrown;
      }
    },
  });
};

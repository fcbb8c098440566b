import 'server-only';
import { advise } from '@/lib/domain/advisor/advise';
import type { Advice } from '@/lib/domain/api/advisor';
import { clusterConnection } from '../etcd/cluster-connections';
import { untilAborted } from '../etcd/until-aborted';
import { cached } from './cached';
import { gatherEvidence } from './gather-evidence';

/** Pages opened together share one look. */
const sharedMilliseconds = 5_000;

/** What the advisor has to say of a cluster, at most 5 s old. Rejects with `unknown_cluster`. */
export const readAdvice = (cluster: string, signal: AbortSignal): Promise<Advice> => {
  const connection = clusterConnection(cluster);
  const advice = cached(connection, 'advice', sharedMilliseconds, async () =>
    advise(await gatherEvidence(connection)),
  );
  return untilAborted(advice, signal);
};

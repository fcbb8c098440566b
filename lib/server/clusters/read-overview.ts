import 'server-only';
import type { Overview } from '@/lib/domain/api/overview';
import { clusterConnection } from '../etcd/cluster-connections';
import { untilAborted } from '../etcd/until-aborted';
import { noteRevision } from '../history/note-revision';
import { sharedInstance } from '../shared-instance';
import { observeCluster } from './observe-cluster';

type Observation = {
  latest: Overview | undefined;
  observedAt: number;
  pending: Promise<Overview> | undefined;
  leader: { id: string; since: string } | undefined;
};

/** Pages opened together share one look at the cluster. */
const sharedMilliseconds = 2_000;

const observations = (): Map<string, Observation> =>
  sharedInstance('cluster-observations', () => new Map());

const observationOf = (cluster: string): Observation => {
  const existing = observations().get(cluster);
  if (existing !== undefined) {
    return existing;
  }
  const created = { latest: undefined, observedAt: 0, pending: undefined, leader: undefined };
  observations().set(cluster, created);
  return created;
};

const observe = async (cluster: string, observation: Observation): Promise<Overview> => {
  try {
    const observed = await observeCluster(clusterConnection(cluster));
    const { leaderId, checkedAt, revision } = observed;
    if (revision !== null) {
      noteRevision(cluster, { time: Date.parse(checkedAt), revision: BigInt(revision) });
    }
    if (leaderId !== null && leaderId !== observation.leader?.id) {
      observation.leader = { id: leaderId, since: checkedAt };
    }
    const leaderSince = leaderId === null ? null : (observation.leader?.since ?? null);
    observation.latest = { ...observed, leaderSince };
    observation.observedAt = performance.now();
    return observation.latest;
  } finally {
    observation.pending = undefined;
  }
};

/**
 * A cluster's verdict with its evidence, at most two seconds old; within 3 s even where members
 * are silent, of which it then says so. Throws AppError `unknown_cluster`.
 */
export const readOverview = async (cluster: string, signal?: AbortSignal): Promise<Overview> => {
  clusterConnection(cluster);
  const observation = observationOf(cluster);
  const { latest, observedAt } = observation;
  if (latest !== undefined && performance.now() - observedAt < sharedMilliseconds) {
    return latest;
  }
  observation.pending ??= observe(cluster, observation);
  return untilAborted(observation.pending, signal);
};

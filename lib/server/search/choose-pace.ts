import 'server-only';
import type { Pace } from '@/lib/domain/api/pace';
import type { ClusterConnection } from '../etcd/cluster-connection';

/** Gentle where the leader has to answer itself: one voting member, or nobody tells how many. */
export const choosePace = async (
  connection: ClusterConnection,
  signal: AbortSignal,
): Promise<Pace> => {
  const members = await connection.members(signal).catch(() => []);
  return members.filter(({ listed }) => !listed.isLearner).length > 1 ? 'normal' : 'gentle';
};

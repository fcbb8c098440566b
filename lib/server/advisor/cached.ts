import 'server-only';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { sharedInstance } from '../shared-instance';

type Entry = { pending: Promise<unknown>; until: number };

const entries = (): WeakMap<ClusterConnection, Map<string, Entry>> =>
  sharedInstance('advisor-answers', () => new WeakMap());

const asOf = <Value>(pending: Promise<unknown>): Promise<Value> => pending as Promise<Value>;

/**
 * Those who ask the same of a cluster within so many milliseconds share one answer; a failure is
 * not kept. `name` is of a closed set.
 */
export const cached = <Value>(
  connection: ClusterConnection,
  name: string,
  milliseconds: number,
  ask: () => Promise<Value>,
): Promise<Value> => {
  const ofCluster = entries().get(connection) ?? new Map<string, Entry>();
  entries().set(connection, ofCluster);
  const known = ofCluster.get(name);
  if (known !== undefined && performance.now() < known.until) {
    return asOf<Value>(known.pending);
  }
  const pending = ask();
  ofCluster.set(name, { pending, until: performance.now() + milliseconds });
  pending.catch(() => ofCluster.delete(name));
  return pending;
};

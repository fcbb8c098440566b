import 'server-only';
import type { ComparisonRequest } from '@/lib/domain/api/history';
import type { Operation } from '@/lib/domain/api/operations';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { startOperation } from '../operations/start-operation';
import { insertComparison } from '../store/comparisons';
import { store } from '../store/store';
import { compareKeys } from './compare-keys';
import { ComparisonSink } from './comparison-sink';

/** The revision asked for where it can be read, else the newest one. */
const pinRevision = async (
  connection: ClusterConnection,
  asked: string | undefined,
  signal: AbortSignal,
): Promise<string> => {
  const newest = await connection.keys.revision(signal);
  if (asked === undefined) {
    return newest;
  }
  if (BigInt(asked) > BigInt(newest)) {
    throw new AppError('revision_in_future', {
      detail: `The newest revision of ${connection.config.name} is ${newest}.`,
      parameters: { revision: newest },
    });
  }
  // A range nobody has keys in tells at once whether the revision has been compacted away.
  const nothing = { key: new Uint8Array([0]), rangeEnd: undefined, limit: 1, countOnly: true };
  await connection.keys.range({ ...nothing, revision: asked }, signal);
  return asked;
};

const deferred = (): { promise: Promise<void>; settle: (after: Promise<void>) => void } => {
  let settle = (_after: Promise<void>): void => undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
};

/**
 * Starts to compare a prefix at two revisions, or in two clusters, as an operation whose result is
 * read as a comparison of the same id. Rejects with `unknown_cluster`, `revision_compacted`,
 * `revision_in_future` or `conflict` where one runs already, and then nothing was started.
 */
export const startComparison = async (
  context: RequestContext,
  cluster: string,
  request: ComparisonRequest,
): Promise<Operation> => {
  const rightCluster = request.rightCluster ?? cluster;
  const connections = [clusterConnection(cluster), clusterConnection(rightCluster)] as const;
  const prefix = fromBase64Url(request.prefix) ?? new Uint8Array();
  const [leftRevision, rightRevision] = await Promise.all([
    pinRevision(connections[0], request.left, context.signal),
    pinRevision(connections[1], request.right, context.signal),
  ]);
  const startedBy = context.identity.username;
  const { onlyRemoved } = request;
  const recorded = deferred();
  const operation = await startOperation({
    kind: 'compare',
    cluster,
    target: prefix.length === 0 ? cluster : readableBytes(prefix),
    startedBy,
    slot: `compare:${cluster}:${startedBy}`,
    work: async (report, signal, id) => {
      await recorded.promise;
      const sink = new ComparisonSink(store(), id, { onlyRemoved });
      const left = { connection: connections[0], revision: leftRevision };
      const right = { connection: connections[1], revision: rightRevision };
      await compareKeys({ prefix, left, right, sink, report }, signal);
    },
  });
  const recording = insertComparison(store(), {
    id: operation.id,
    cluster,
    prefix,
    left_revision: leftRevision,
    right_revision: rightRevision,
    right_cluster: rightCluster,
    only_removed: onlyRemoved ? 1 : 0,
    started_by: startedBy,
    ...{ added: 0, removed: 0, changed: 0, uncompared: 0, same: 0, listed: 0 },
  });
  recorded.settle(recording);
  await recording;
  return operation;
};

import 'server-only';
import type {
  ApproximateTime,
  Comparison,
  ComparisonRow,
  ComparisonRows,
  ComparisonRowsQuery,
  Comparisons,
} from '@/lib/domain/api/history';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { clusterConnection } from '../etcd/cluster-connections';
import type { RequestContext } from '../http/request-context';
import { readOperation } from '../operations/read-operation';
import {
  countOutcomes,
  findComparison,
  listComparisonRows,
  readComparisonRows,
  type StoredComparison,
  type StoredComparisonRow,
} from '../store/comparisons';
import { store } from '../store/store';
import { timesOf } from './read-revisions';

/** Results are for whoever asked for them, and for administrators. */
const seesAll = ({ identity }: RequestContext): boolean => identity.role === 'admin';

/** A comparison as stored. Throws `not_found` where there is none, or none one may see. */
export const requireComparison = async (
  context: RequestContext,
  cluster: string,
  id: string,
): Promise<StoredComparison> => {
  clusterConnection(cluster);
  const found = await findComparison(store(), cluster, id);
  if (
    found === undefined ||
    !(seesAll(context) || found.started_by === context.identity.username)
  ) {
    throw new AppError('not_found', {
      detail: 'There is no comparison of this id, or not any more.',
    });
  }
  return found;
};

const toComparison = async (
  stored: StoredComparison,
  timeOf: (revision: string) => ApproximateTime | null,
): Promise<Comparison> => {
  const { prefix, listed, added, removed, changed, uncompared, same } = stored;
  const isOnlyRemoved = stored.only_removed === 1;
  const differences = isOnlyRemoved ? removed : added + removed + changed + uncompared;
  return {
    operation: await readOperation(stored.id),
    prefix: { bytes: toBase64Url(prefix), text: readableBytes(prefix) },
    leftRevision: stored.left_revision,
    rightRevision: stored.right_revision,
    leftTime: timeOf(stored.left_revision),
    rightCluster: stored.right_cluster,
    onlyRemoved: isOnlyRemoved,
    counts: {
      added: String(added),
      removed: String(removed),
      changed: String(changed),
      uncompared: String(uncompared),
      same: String(same),
    },
    listed,
    isCut: differences > listed,
    outcomes: await countOutcomes(store(), stored.id),
  };
};

/** One comparison, with how far it is. */
export const readComparison = async (
  context: RequestContext,
  cluster: string,
  id: string,
): Promise<Comparison> =>
  toComparison(await requireComparison(context, cluster, id), await timesOf(cluster));

/** The newest comparisons of a cluster that whoever asks may see. */
export const listComparisons = async (
  context: RequestContext,
  cluster: string,
): Promise<Comparisons> => {
  clusterConnection(cluster);
  const startedBy = seesAll(context) ? undefined : context.identity.username;
  const rows = await listComparisonRows(store(), cluster, startedBy);
  const timeOf = await timesOf(cluster);
  return { comparisons: await Promise.all(rows.map((row) => toComparison(row, timeOf))) };
};

const toRow = (row: StoredComparisonRow): ComparisonRow => ({
  key: { bytes: toBase64Url(row.key), text: row.label },
  kind: row.kind,
  leftRevision: row.left_revision,
  rightRevision: row.right_revision,
  masked: row.masked === 1,
  outcome: row.outcome,
});

/** A page of the rows of a comparison, in key order. */
export const listDifferences = async (
  context: RequestContext,
  cluster: string,
  id: string,
  { kind, filter, cursor, limit }: ComparisonRowsQuery,
): Promise<ComparisonRows> => {
  await requireComparison(context, cluster, id);
  const after = cursor === undefined ? undefined : Number(cursor);
  const found = await readComparisonRows(store(), id, {
    after,
    kind,
    text: filter,
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  const next = found.length > limit ? String(shown.at(-1)?.position ?? 0) : null;
  return { rows: shown.map(toRow), next };
};

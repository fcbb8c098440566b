import 'server-only';
import type { RestorePlan, RestoreSelection } from '@/lib/domain/api/history';
import { toBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { maskValue } from '../keys/mask-value';
import { assertWritable } from '../keys/write-policy';
import type { StoredComparisonRow } from '../store/comparisons';
import { requireComparison } from './read-comparison';
import { type RemovedKey, readRemoved, selectRemoved } from './removed-keys';

const maximumListed = 200;

/** The rows a selection names, once it is sure that whoever asks may write them. */
export const requireRestorable = async (
  context: RequestContext,
  connection: ClusterConnection,
  id: string,
  selection: RestoreSelection,
): Promise<{ rows: StoredComparisonRow[]; revision: string; prefix: Uint8Array }> => {
  const { name } = connection.config;
  const comparison = await requireComparison(context, name, id);
  if (comparison.right_cluster !== name) {
    throw new AppError('invalid_input', {
      detail: 'Keys are brought back from the history of one cluster, not from another cluster.',
    });
  }
  const rows = await selectRemoved(id, selection);
  if (rows.length === 0) {
    throw new AppError('not_found', { detail: 'None of these keys is among those removed.' });
  }
  await assertWritable(context, connection, rows);
  return { rows, revision: comparison.left_revision, prefix: comparison.prefix };
};

type PlannedKey = RestorePlan['keys'][number];

const planKey = (
  { row, then, now }: RemovedKey,
  leases: ReadonlySet<string>,
  kubernetesPrefix: string,
): PlannedKey => {
  const { masked } = maskValue(row.key, then.value, { kubernetesPrefix, reveal: false });
  const alive = leases.has(then.lease) ? 'kept' : 'gone';
  return {
    key: { bytes: toBase64Url(row.key), text: row.label },
    size: then.value.length,
    fate: now === undefined ? 'restore' : 'exists',
    lease: then.lease === '0' ? 'none' : alive,
    masked,
  };
};

/**
 * What bringing removed keys back would do: writes nothing. Throws `not_found`,
 * `revision_compacted` where their values are gone, and what `assertWritable` throws.
 */
export const planRestore = async (
  context: RequestContext,
  connection: ClusterConnection,
  id: string,
  selection: RestoreSelection,
): Promise<RestorePlan> => {
  const { rows, revision } = await requireRestorable(context, connection, id, selection);
  const { kubernetesPrefix } = connection.config;
  const leases = new Set(await connection.leases(context.signal));
  const plan: RestorePlan = {
    revision,
    ...{ restored: 0, existing: 0, withLease: 0, withoutLease: 0, masked: 0 },
    bytes: '0',
    keys: [],
  };
  let bytes = 0;
  for await (const part of readRemoved(connection, rows, revision, context.signal)) {
    for (const key of part.map((removed) => planKey(removed, leases, kubernetesPrefix))) {
      const comesBack = key.fate === 'restore';
      plan.restored += comesBack ? 1 : 0;
      plan.existing += comesBack ? 0 : 1;
      plan.withLease += comesBack && key.lease === 'kept' ? 1 : 0;
      plan.withoutLease += comesBack && key.lease === 'gone' ? 1 : 0;
      plan.masked += comesBack && key.masked ? 1 : 0;
      bytes += comesBack ? key.size : 0;
      if (plan.keys.length < maximumListed) {
        plan.keys.push(key);
      }
    }
  }
  return { ...plan, bytes: String(bytes) };
};

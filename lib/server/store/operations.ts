import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import type { Store } from './store';
import type { OperationsTable } from './tables/operations';

const rowOf = (operation: Operation): OperationsTable => ({
  id: operation.id,
  kind: operation.kind,
  cluster: operation.cluster,
  target: operation.target,
  state: operation.state,
  started_by: operation.startedBy,
  started_at: operation.startedAt,
  ended_at: operation.endedAt,
  done: operation.done,
  total: operation.total,
  failure_code: operation.failure?.code ?? null,
  failure_detail: operation.failure?.detail ?? null,
  failure_parameters: operation.failure && JSON.stringify(operation.failure.parameters),
});

const operationOf = (row: OperationsTable): Operation => ({
  id: row.id,
  kind: row.kind,
  cluster: row.cluster,
  target: row.target,
  state: row.state,
  startedBy: row.started_by,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  done: row.done,
  total: row.total,
  cancellable: row.state === 'running',
  failure:
    row.failure_code === null
      ? null
      : {
          code: row.failure_code,
          detail: row.failure_detail ?? '',
          parameters: JSON.parse(row.failure_parameters ?? '{}'),
        },
});

/** Records an operation that begins. */
export const insertOperation = async (store: Store, operation: Operation): Promise<void> => {
  await store.insertInto('operations').values(rowOf(operation)).execute();
};

/** Records how far an operation is, or how it ended. */
export const updateOperation = async (store: Store, operation: Operation): Promise<void> => {
  const { id, ...columns } = rowOf(operation);
  await store.updateTable('operations').set(columns).where('id', '=', id).execute();
};

/** One operation, or undefined. */
export const findOperation = async (store: Store, id: string): Promise<Operation | undefined> => {
  const row = await store
    .selectFrom('operations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : operationOf(row);
};

/** What operations to read: below the id `before`, of one cluster, in one state or of a time. */
export type OperationFilter = {
  before?: string;
  cluster?: string;
  state?: Operation['state'];
  /** In UTC, both inclusive. */
  startedFrom?: string;
  startedUntil?: string;
  limit: number;
};

/** Operations, newest first. */
export const listOperationRows = async (
  store: Store,
  { before, cluster, state, startedFrom, startedUntil, limit }: OperationFilter,
): Promise<Operation[]> => {
  let query = store.selectFrom('operations').selectAll().orderBy('id', 'desc').limit(limit);
  if (before !== undefined) {
    query = query.where('id', '<', before);
  }
  if (cluster !== undefined) {
    query = query.where('cluster', '=', cluster);
  }
  if (state !== undefined) {
    query = query.where('state', '=', state);
  }
  if (startedFrom !== undefined) {
    query = query.where('started_at', '>=', startedFrom);
  }
  if (startedUntil !== undefined) {
    query = query.where('started_at', '<=', startedUntil);
  }
  return (await query.execute()).map(operationOf);
};

/** Closes as `unknown` whatever a process that is gone left running. */
export const closeAbandonedOperations = async (store: Store, endedAt: string): Promise<void> => {
  await store
    .updateTable('operations')
    .set({ state: 'unknown', ended_at: endedAt })
    .where('state', '=', 'running')
    .execute();
};

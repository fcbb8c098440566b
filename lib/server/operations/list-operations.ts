import 'server-only';
import type { OperationPage, OperationsQuery } from '@/lib/domain/api/operations';
import { listOperationRows } from '../store/operations';
import { store } from '../store/store';
import { runningOperations } from './running-operations';

/** A page of operations, newest first; those that run are as they stand now. */
export const listOperations = async ({
  cursor,
  cluster,
  state,
  limit,
}: OperationsQuery): Promise<OperationPage> => {
  const rows = await listOperationRows(store(), {
    before: cursor,
    cluster,
    state,
    limit: limit + 1,
  });
  const { byId } = runningOperations();
  const operations = rows.slice(0, limit).map((row) => byId.get(row.id)?.current ?? row);
  const next = rows.length > limit ? (operations.at(-1)?.id ?? null) : null;
  return { operations, next };
};

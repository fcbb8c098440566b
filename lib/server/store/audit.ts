import 'server-only';
import type { AuditEntry } from '@/lib/domain/api/operations';
import type { Store } from './store';
import type { AuditTable } from './tables/audit';

/** A line of the audit log before it has its place in the chain. */
export type NewAuditRow = Omit<AuditTable, 'sequence' | 'previous_hash' | 'hash'>;

/** The place of a line in the chain. */
export type AuditHead = { sequence: number; hash: string };

/** What precedes the first line. */
export const auditGenesis: AuditHead = { sequence: 0, hash: '0'.repeat(64) };

/** Appends one line to the chain in one transaction; answers with its place. */
export const appendAuditRow = (
  store: Store,
  row: NewAuditRow,
  hashRow: (row: Omit<AuditTable, 'hash'>) => string,
): Promise<AuditHead> =>
  store.transaction().execute(async (transaction) => {
    const last = await transaction
      .selectFrom('audit')
      .select(['sequence', 'hash'])
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const head = last ?? auditGenesis;
    const placed = { ...row, sequence: head.sequence + 1, previous_hash: head.hash };
    const hash = hashRow(placed);
    await transaction
      .insertInto('audit')
      .values({ ...placed, hash })
      .execute();
    return { sequence: placed.sequence, hash };
  });

/** What to read of the log: newest first, below `before`, at most `limit` lines. */
export type AuditFilter = {
  before?: number;
  limit: number;
  action?: string;
  actor?: string;
};

/** Lines of the log, newest first. */
export const listAuditRows = (store: Store, filter: AuditFilter): Promise<AuditTable[]> => {
  let query = store.selectFrom('audit').selectAll().orderBy('sequence', 'desc').limit(filter.limit);
  if (filter.before !== undefined) {
    query = query.where('sequence', '<', filter.before);
  }
  if (filter.action !== undefined) {
    query = query.where('action', '=', filter.action);
  }
  if (filter.actor !== undefined) {
    query = query.where('actor', '=', filter.actor);
  }
  return query.execute();
};

/** Up to `limit` lines above a sequence number, oldest first: how the chain is walked. */
export const auditRowsAfter = (
  store: Store,
  sequence: number,
  limit: number,
): Promise<AuditTable[]> =>
  store
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();

/** A line as the API shows it. */
export const auditEntryOfRow = (row: AuditTable): AuditEntry => ({
  sequence: String(row.sequence),
  time: row.time,
  actor: row.actor,
  role: row.role,
  mode: row.mode,
  address: row.address,
  action: row.action,
  cluster: row.cluster,
  resource: row.resource,
  reason: row.reason,
  result: row.result,
  detail: row.detail,
  requestId: row.request_id,
});

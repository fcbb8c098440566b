import 'server-only';
import type { AuditPage, AuditQuery } from '@/lib/domain/api/audit';
import { auditEntryOfRow, listAuditRows } from '../store/audit';
import { store } from '../store/store';

/** A page of the audit log, newest first; `next` is the cursor of the page after it. */
export const listAudit = async ({
  cursor,
  limit,
  action,
  actor,
}: AuditQuery): Promise<AuditPage> => {
  const before = cursor === undefined ? undefined : Number(cursor);
  const rows = await listAuditRows(store(), { before, limit: limit + 1, action, actor });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { entries: page.map(auditEntryOfRow), next: hasMore ? String(last.sequence) : null };
};

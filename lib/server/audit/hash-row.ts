import 'server-only';
import { createHash } from 'node:crypto';
import type { AuditTable } from '../store/tables/audit';

/**
 * SHA-256 in hex over the canonical JSON (members sorted by name, as RFC 8785 has them for plain
 * text and integers) of a line with the hash of the line before.
 */
export const hashAuditRow = (row: Omit<AuditTable, 'hash'>): string => {
  const members = Object.entries(row)
    .filter(([name]) => name !== 'hash')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(members)))
    .digest('hex');
};

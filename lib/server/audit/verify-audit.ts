import 'server-only';
import { type AuditHead, auditGenesis, auditRowsAfter } from '../store/audit';
import type { Store } from '../store/store';
import type { AuditTable } from '../store/tables/audit';
import { hashAuditRow } from './hash-row';

const batchSize = 1000;

/** What a walk along the chain found. `broken` names the first line that does not fit. */
export type AuditVerification =
  | { state: 'intact'; head: AuditHead }
  | { state: 'broken'; sequence: number; why: 'altered' | 'missing' | 'forked' | 'cut' };

const faultOf = (
  row: AuditTable,
  head: AuditHead,
): 'altered' | 'missing' | 'forked' | undefined => {
  if (row.sequence !== head.sequence + 1) {
    return 'missing';
  }
  if (row.previous_hash !== head.hash) {
    return 'forked';
  }
  return hashAuditRow(row) === row.hash ? undefined : 'altered';
};

/**
 * Walks the whole hash chain. `anchor` is the place and hash of a line noted elsewhere, such as in
 * the process's log: with it a cut tail and a chain written anew are found as well.
 */
export const verifyAudit = async (store: Store, anchor?: AuditHead): Promise<AuditVerification> => {
  let head = auditGenesis;
  for (;;) {
    const rows = await auditRowsAfter(store, head.sequence, batchSize);
    for (const row of rows) {
      const isOther = row.sequence === anchor?.sequence && row.hash !== anchor.hash;
      const why = faultOf(row, head) ?? (isOther ? 'forked' : undefined);
      if (why !== undefined) {
        return { state: 'broken', sequence: head.sequence + 1, why };
      }
      head = { sequence: row.sequence, hash: row.hash };
    }
    if (rows.length < batchSize) {
      break;
    }
  }
  return anchor !== undefined && anchor.sequence > head.sequence
    ? { state: 'broken', sequence: head.sequence + 1, why: 'cut' }
    : { state: 'intact', head };
};

import type { PanelDeclaration } from './panel-declaration';
import { distribution, expressionOf, parts, single } from './panel-lines';

const size = expressionOf('gauge', 'etcd_mvcc_db_total_size_in_bytes');
const inUse = expressionOf('gauge', 'etcd_mvcc_db_total_size_in_use_in_bytes');

const newestRevision = 'etcd_debugging_mvcc_current_revision';
const compactedRevision = 'etcd_debugging_mvcc_compact_revision';

/** What the members store. */
export const databasePanels: readonly PanelDeclaration[] = [
  {
    id: 'database-size',
    group: 'database',
    unit: 'bytes',
    ...parts('gauge', {
      size: 'etcd_mvcc_db_total_size_in_bytes',
      inUse: 'etcd_mvcc_db_total_size_in_use_in_bytes',
      quota: 'etcd_server_quota_backend_bytes',
    }),
  },
  {
    id: 'quota-use',
    group: 'database',
    unit: 'ratio',
    ...single({
      kind: 'ratio',
      left: size,
      right: expressionOf('gauge', 'etcd_server_quota_backend_bytes'),
    }),
  },
  {
    id: 'fragmentation',
    group: 'database',
    unit: 'ratio',
    // What is in use and not what is free, as the rule of etcd's mixin asks for it.
    ...single({ kind: 'ratio', left: inUse, right: size }),
  },
  {
    id: 'keys',
    group: 'database',
    unit: 'count',
    ...single(expressionOf('gauge', 'etcd_debugging_mvcc_keys_total')),
  },
  {
    id: 'revisions',
    group: 'database',
    unit: 'perSecond',
    ...single(expressionOf('indexRate', newestRevision)),
  },
  {
    id: 'revision-numbers',
    group: 'database',
    unit: 'count',
    ...parts('gauge', { newest: newestRevision, compacted: compactedRevision }),
  },
  {
    id: 'revisions-kept',
    group: 'database',
    unit: 'count',
    ...single({
      kind: 'difference',
      left: expressionOf('gauge', newestRevision),
      right: expressionOf('gauge', compactedRevision),
    }),
  },
  {
    id: 'compaction',
    group: 'database',
    unit: 'perSecond',
    ...single(expressionOf('rate', 'etcd_debugging_mvcc_db_compaction_keys_total')),
  },
  {
    id: 'compaction-duration',
    group: 'database',
    minimumWindowSeconds: 300,
    ...distribution(
      { metric: 'etcd_debugging_mvcc_db_compaction_total_duration_milliseconds' },
      undefined,
      0.001,
    ),
  },
  {
    id: 'operations',
    group: 'database',
    unit: 'perSecond',
    ...parts('rate', {
      put: 'etcd_mvcc_put_total',
      delete: 'etcd_mvcc_delete_total',
      range: 'etcd_mvcc_range_total',
      txn: 'etcd_mvcc_txn_total',
    }),
  },
  {
    id: 'watchers',
    group: 'database',
    unit: 'count',
    ...parts('gauge', {
      watchers: 'etcd_debugging_mvcc_watcher_total',
      slow: 'etcd_debugging_mvcc_slow_watcher_total',
    }),
  },
  {
    id: 'pending-events',
    group: 'database',
    unit: 'count',
    ...single(expressionOf('gauge', 'etcd_debugging_mvcc_pending_events_total')),
  },
  {
    id: 'leases',
    group: 'database',
    unit: 'perSecond',
    ...parts('rate', {
      granted: 'etcd_debugging_lease_granted_total',
      renewed: 'etcd_debugging_lease_renewed_total',
      revoked: 'etcd_debugging_lease_revoked_total',
      expired: 'etcd_debugging_server_lease_expired_total',
    }),
  },
  {
    // etcd exposes no number of leases. One that expires is revoked and counted as that as well
    // (server/lease/lessor.go, Revoke).
    id: 'lease-balance',
    group: 'database',
    unit: 'count',
    ...single({
      kind: 'difference',
      left: expressionOf('gauge', 'etcd_debugging_lease_granted_total'),
      right: expressionOf('gauge', 'etcd_debugging_lease_revoked_total'),
    }),
  },
];

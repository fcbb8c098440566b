import type { LineFunction, PanelDeclaration } from './panel-declaration';

const single = (metric: string, kind: Exclude<LineFunction['kind'], 'quantile'>) => ({
  isDistribution: false,
  lines: [{ part: '', metric, function: { kind } }],
});

const quantiles = (metric: string) => ({
  unit: 'seconds' as const,
  isDistribution: true,
  lines: [0.5, 0.9, 0.99].map((quantile) => ({
    part: `p${quantile * 100}`,
    metric,
    function: { kind: 'quantile' as const, quantile },
  })),
});

/**
 * Every chart. Guides: "What does the etcd warning … mean" of etcd's FAQ: p99 of WAL fsync below
 * 10 ms and of backend commit below 25 ms on a disk that is fast enough.
 */
export const panelDeclarations: readonly PanelDeclaration[] = [
  {
    id: 'wal-fsync',
    group: 'disk',
    guide: 0.01,
    ...quantiles('etcd_disk_wal_fsync_duration_seconds'),
  },
  {
    id: 'backend-commit',
    group: 'disk',
    guide: 0.025,
    ...quantiles('etcd_disk_backend_commit_duration_seconds'),
  },
  {
    id: 'leader-changes',
    group: 'raft',
    unit: 'count',
    ...single('etcd_server_leader_changes_seen_total', 'increase'),
  },
  {
    id: 'proposals-committed',
    group: 'raft',
    unit: 'perSecond',
    ...single('etcd_server_proposals_committed_total', 'indexRate'),
  },
  {
    id: 'proposals-applied',
    group: 'raft',
    unit: 'perSecond',
    ...single('etcd_server_proposals_applied_total', 'indexRate'),
  },
  {
    id: 'proposals-pending',
    group: 'raft',
    unit: 'count',
    ...single('etcd_server_proposals_pending', 'gauge'),
  },
  {
    id: 'proposals-failed',
    group: 'raft',
    unit: 'perSecond',
    ...single('etcd_server_proposals_failed_total', 'rate'),
  },
  {
    id: 'peer-round-trip',
    group: 'network',
    // A peer is probed about twice a minute.
    minimumWindowSeconds: 300,
    ...quantiles('etcd_network_peer_round_trip_time_seconds'),
  },
  {
    id: 'client-received',
    group: 'clients',
    unit: 'bytesPerSecond',
    ...single('etcd_network_client_grpc_received_bytes_total', 'rate'),
  },
  {
    id: 'client-sent',
    group: 'clients',
    unit: 'bytesPerSecond',
    ...single('etcd_network_client_grpc_sent_bytes_total', 'rate'),
  },
  {
    id: 'database-size',
    group: 'database',
    unit: 'bytes',
    isDistribution: false,
    lines: [
      {
        part: 'size',
        metric: 'etcd_mvcc_db_total_size_in_bytes',
        function: { kind: 'gauge' },
      },
      {
        part: 'inUse',
        metric: 'etcd_mvcc_db_total_size_in_use_in_bytes',
        function: { kind: 'gauge' },
      },
      { part: 'quota', metric: 'etcd_server_quota_backend_bytes', function: { kind: 'gauge' } },
    ],
  },
];

/** The declaration of a panel, or undefined for an id that is none. */
export const findPanel = (id: string): PanelDeclaration | undefined =>
  panelDeclarations.find((panel) => panel.id === id);

/** The exposed series a line is computed from: the buckets for a quantile. */
export const exposedName = (metric: string, kind: LineFunction['kind']): string =>
  kind === 'quantile' ? `${metric}_bucket` : metric;

/** The names of every series the panels are computed from: all that is stored of a page. */
export const storedMetricNames: ReadonlySet<string> = new Set(
  panelDeclarations.flatMap((panel) =>
    panel.lines.map((line) => exposedName(line.metric, line.function.kind)),
  ),
);

import type { PanelDeclaration } from './panel-declaration';
import { distribution, expressionOf, single } from './panel-lines';

/** For what happens every few minutes or hours. */
const rareSeconds = 300;

/**
 * What the disks of the members do. Guides: "What does the etcd warning … mean" of etcd's FAQ: p99
 * of WAL fsync below 10 ms and of backend commit below 25 ms on a disk that is fast enough.
 */
export const diskPanels: readonly PanelDeclaration[] = [
  {
    id: 'wal-fsync',
    group: 'disk',
    guide: 0.01,
    ...distribution({ metric: 'etcd_disk_wal_fsync_duration_seconds' }),
  },
  {
    id: 'wal-write',
    group: 'disk',
    // Since the later releases of 3.5.
    absence: 'version',
    ...distribution({ metric: 'etcd_disk_wal_write_duration_seconds' }),
  },
  {
    id: 'wal-bytes',
    group: 'disk',
    unit: 'bytesPerSecond',
    ...single(expressionOf('rate', 'etcd_disk_wal_write_bytes_total')),
  },
  {
    id: 'backend-commit',
    group: 'disk',
    guide: 0.025,
    ...distribution({ metric: 'etcd_disk_backend_commit_duration_seconds' }),
  },
  {
    id: 'backend-snapshot',
    group: 'disk',
    minimumWindowSeconds: rareSeconds,
    ...distribution({ metric: 'etcd_disk_backend_snapshot_duration_seconds' }),
  },
  {
    id: 'snapshot-save',
    group: 'disk',
    minimumWindowSeconds: rareSeconds,
    absence: 'version',
    ...distribution({ metric: 'etcd_debugging_snap_save_total_duration_seconds' }),
  },
  {
    id: 'defragmentation',
    group: 'disk',
    minimumWindowSeconds: rareSeconds,
    ...distribution({ metric: 'etcd_disk_backend_defrag_duration_seconds' }),
  },
];

import type { PanelDeclaration } from './panel-declaration';
import { distribution, expressionOf, parts, single } from './panel-lines';
import { answersMetric } from './scrape-rounds';

const committed = 'etcd_server_proposals_committed_total';
const applied = 'etcd_server_proposals_applied_total';

const leaderChanges = single(expressionOf('increase', 'etcd_server_leader_changes_seen_total'));

/** How the members agree. */
export const raftPanels: readonly PanelDeclaration[] = [
  {
    id: 'members-up',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('gauge', answersMetric)),
  },
  {
    id: 'leader',
    group: 'raft',
    unit: 'count',
    ...parts('gauge', {
      'has-leader': 'etcd_server_has_leader',
      'is-leader': 'etcd_server_is_leader',
    }),
  },
  {
    id: 'leader-changes',
    group: 'raft',
    unit: 'count',
    ...leaderChanges,
  },
  {
    id: 'leader-changes-hour',
    group: 'raft',
    unit: 'count',
    minimumWindowSeconds: 3600,
    ...leaderChanges,
  },
  {
    id: 'leader-changes-day',
    group: 'raft',
    unit: 'count',
    minimumWindowSeconds: 24 * 3600,
    ...leaderChanges,
  },
  {
    id: 'proposals-committed',
    group: 'raft',
    unit: 'perSecond',
    ...single(expressionOf('indexRate', committed)),
  },
  {
    id: 'proposals-applied',
    group: 'raft',
    unit: 'perSecond',
    ...single(expressionOf('indexRate', applied)),
  },
  {
    id: 'proposals-pending',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('gauge', 'etcd_server_proposals_pending')),
  },
  {
    id: 'proposals-failed',
    group: 'raft',
    unit: 'perSecond',
    ...single(expressionOf('rate', 'etcd_server_proposals_failed_total')),
  },
  {
    id: 'apply-backlog',
    group: 'raft',
    unit: 'count',
    ...single({
      kind: 'difference',
      left: expressionOf('gauge', committed),
      right: expressionOf('gauge', applied),
    }),
  },
  {
    id: 'raft-lag',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('behind', applied)),
  },
  {
    id: 'slow-applies',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('increase', 'etcd_server_slow_apply_total')),
  },
  {
    id: 'slow-reads',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('increase', 'etcd_server_slow_read_indexes_total')),
  },
  {
    id: 'heartbeat-failures',
    group: 'raft',
    unit: 'count',
    ...single(expressionOf('increase', 'etcd_server_heartbeat_send_failures_total')),
  },
  {
    id: 'apply-duration',
    group: 'raft',
    // Since 3.5.
    absence: 'version',
    ...distribution({ metric: 'etcd_server_apply_duration_seconds' }),
  },
];

import type { Panel, Unit } from '../api/metrics';

/** A condition on a label, as in PromQL; patterns are matched whole. */
export type LabelMatcher = { label: string; operator: '=' | '!=' | '=~' | '!~'; value: string };

/** Series of a metric: those that match all conditions, added up per member. */
export type Selector = { metric: string; matchers?: readonly LabelMatcher[] };

/**
 * How a line's value at a time comes from the samples of one member:
 * - `gauge`: the newest value;
 * - `rate`: a counter's growth per second over the window;
 * - `increase`: a counter's growth over the window;
 * - `indexRate`: growth per second of a raft index or revision. etcd exposes these as gauges that
 *   go on after a restart where they were, and read zero until raft is up, so a restart is a gap
 *   and no growth;
 * - `age`: seconds from the time a gauge holds, in seconds since 1970, until now;
 * - `quantile`: of a histogram's growth over the window; `of` is its base name;
 * - `average`: growth of a histogram's sum by growth of its count;
 * - `difference`: left less right, never below zero: the two are not read at one instant;
 * - `ratio`: left by right, a gap where right is zero;
 * - `or`: left, or right for a member that does not expose what left is computed from;
 * - `behind`: the greatest newest value of all members less the own, never below zero.
 */
export type LineExpression =
  | {
      kind: 'gauge' | 'rate' | 'increase' | 'indexRate' | 'age' | 'average' | 'behind';
      of: Selector;
    }
  | { kind: 'quantile'; quantile: number; of: Selector }
  | { kind: 'difference' | 'ratio' | 'or'; left: LineExpression; right: LineExpression };

/**
 * A line per member: `part` tells it from the panel's other lines, empty where it is alone. With
 * `by` there is a line for each set of values of those labels, which are then the part: at most
 * twelve, the greatest, and the rest as the part `other`.
 */
export type LineDeclaration = {
  part: string;
  by?: readonly string[];
  /** What values are multiplied by: 0.001 for a metric in milliseconds. */
  scale?: number;
  expression: LineExpression;
};

/** Every panel, in the order of the metrics page. */
export const panelIds = [
  'wal-fsync',
  'wal-write',
  'wal-bytes',
  'backend-commit',
  'backend-snapshot',
  'snapshot-save',
  'defragmentation',
  'members-up',
  'leader',
  'leader-changes',
  'leader-changes-hour',
  'leader-changes-day',
  'proposals-committed',
  'proposals-applied',
  'proposals-pending',
  'proposals-failed',
  'apply-backlog',
  'raft-lag',
  'slow-applies',
  'slow-reads',
  'heartbeat-failures',
  'apply-duration',
  'peer-round-trip',
  'peer-received',
  'peer-sent',
  'peer-failures',
  'active-peers',
  'client-received',
  'client-sent',
  'messages',
  'rpc-rate',
  'rpc-failures',
  'rpc-failed-share',
  'watch-streams',
  'lease-streams',
  'request-latency',
  'database-size',
  'quota-use',
  'fragmentation',
  'keys',
  'revisions',
  'revision-numbers',
  'revisions-kept',
  'compaction',
  'compaction-duration',
  'operations',
  'watchers',
  'pending-events',
  'leases',
  'lease-balance',
  'memory',
  'cpu',
  'file-descriptors',
  'goroutines',
  'uptime',
] as const;

/** The id of a panel; its words stand under it in the messages. */
export type PanelId = (typeof panelIds)[number];

/** A chart, declared once: what it shows, in which unit, against which guide line. */
export type PanelDeclaration = {
  id: PanelId;
  group: Panel['group'];
  unit: Unit;
  /** etcd's own recommendation for this value, in the unit. */
  guide?: number;
  /** For what is observed rarely: shorter windows would hold no observation. */
  minimumWindowSeconds?: number;
  /**
   * The lines of a `distribution` are quantiles and the average of one histogram, of which one is
   * shown at a time; each has a heat map as well.
   */
  shape: 'lines' | 'distribution';
  lines: readonly LineDeclaration[];
  /**
   * Why a member may not expose it: its version lacks it, it needs `--metrics=extensive`, or
   * nothing has happened yet that would be counted.
   */
  absence?: 'version' | 'extensive' | 'not-yet';
};

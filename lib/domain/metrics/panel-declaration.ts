import type { Panel, Unit } from '../api/metrics';

/**
 * How a line's value at a time comes from the stored rows:
 * - `gauge`: the newest value;
 * - `rate`: a counter's growth per second over the window;
 * - `increase`: a counter's growth over the window;
 * - `indexRate`: growth per second of a raft index. etcd exposes these as gauges that go on after a
 *   restart where they were, and read zero until raft is up, so a restart is a gap and no growth;
 * - `quantile`: of a histogram's growth over the window.
 * Several series of one member (one per peer) are added up, as `sum` does in PromQL.
 */
export type LineFunction =
  | { kind: 'gauge' | 'rate' | 'increase' | 'indexRate' }
  | { kind: 'quantile'; quantile: number };

/** One line per member: `part` tells it from the panel's other lines, empty where it is alone. */
export type LineDeclaration = { part: string; metric: string; function: LineFunction };

/** Every panel, in the order of the metrics page. */
export const panelIds = [
  'wal-fsync',
  'backend-commit',
  'leader-changes',
  'proposals-committed',
  'proposals-applied',
  'proposals-pending',
  'proposals-failed',
  'peer-round-trip',
  'client-received',
  'client-sent',
  'database-size',
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
  /** Whether its lines are quantiles, of which one is shown at a time. */
  isDistribution: boolean;
  lines: readonly LineDeclaration[];
};

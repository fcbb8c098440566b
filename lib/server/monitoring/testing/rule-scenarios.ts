import 'server-only';

/** One series of a member over minutes; a minute without a value is a scrape that failed. */
export type ScenarioSeries = {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: (minute: number) => number;
};

/** What three members show over time, and which rules it is about. */
export type RuleScenario = {
  name: string;
  rules: readonly string[];
  /** Whether a member answers at a minute; all always do where absent. */
  up?: (member: number, minute: number) => boolean;
  series?: (member: number) => ScenarioSeries[];
  /**
   * Growth over windows that begin at a sample: Prometheus 2 counts that sample, while Prometheus 3
   * and we do not, so that values differ by a few percent.
   */
  valuesDiffer?: true;
};

const bad = (minute: number): boolean => minute >= 10 && minute < 40;

/** A value that grows by one step a minute while all is well, and by another while it is not. */
const growing =
  (well: number, ill: number) =>
  (minute: number): number => {
    const illMinutes = Math.max(0, Math.min(minute, 40) - 10);
    return (minute - illMinutes) * well + illMinutes * ill;
  };

const gauge = (name: string, value: (minute: number) => number, labels = {}): ScenarioSeries => ({
  name,
  labels,
  value,
});

const observations = 60;

/** A histogram whose observations take a millisecond, or the given time while all is not well. */
const histogram = (name: string, illSeconds: number, labels = {}): ScenarioSeries[] =>
  [0.001, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, Number.POSITIVE_INFINITY].map((bound) =>
    gauge(`${name}_bucket`, growing(observations, illSeconds <= bound ? observations : 0), {
      ...labels,
      le: bound === Number.POSITIVE_INFINITY ? '+Inf' : String(bound),
    }),
  );

const requests = (code: string, well: number, ill: number): ScenarioSeries =>
  gauge('grpc_server_handled_total', growing(well, ill), {
    grpc_type: 'unary',
    grpc_service: 'etcdserverpb.KV',
    grpc_method: 'Range',
    grpc_code: code,
  });

const size = 'etcd_mvcc_db_total_size_in_bytes';
const sizeInUse = 'etcd_mvcc_db_total_size_in_use_in_bytes';
const quota = gauge('etcd_server_quota_backend_bytes', () => 2e9);

/** The first member is ill, the others are well, where it is not said otherwise. */
const ofFirst =
  (ill: ScenarioSeries[], well: ScenarioSeries[] = []) =>
  (member: number): ScenarioSeries[] =>
    member === 0 ? ill : well;

const handling = (method: string, seconds: number): ScenarioSeries[] =>
  histogram('grpc_server_handling_seconds', seconds, {
    grpc_type: 'unary',
    grpc_service: 'etcdserverpb.KV',
    grpc_method: method,
  });

/** For every rule that metrics tell, a time in which it fires and times in which it does not. */
export const ruleScenarios: readonly RuleScenario[] = [
  {
    name: 'a member is down',
    rules: ['members-down', 'member-unreachable', 'insufficient-members'],
    up: (member, minute) => member !== 1 || !bad(minute),
  },
  {
    name: 'the quorum is lost',
    rules: ['insufficient-members', 'members-down'],
    up: (member, minute) => member === 2 || !bad(minute),
  },
  {
    name: 'no leader',
    rules: ['no-leader'],
    series: () => [gauge('etcd_server_has_leader', (minute) => (bad(minute) ? 0 : 1))],
  },
  {
    name: 'the leader changes',
    rules: ['high-number-of-leader-changes'],
    valuesDiffer: true,
    series: () => [gauge('etcd_server_leader_changes_seen_total', growing(0, 1))],
  },
  {
    name: 'requests fail',
    rules: [
      'high-number-of-failed-grpc-requests-warning',
      'high-number-of-failed-grpc-requests-critical',
    ],
    series: ofFirst(
      [requests('OK', 100, 100), requests('Unavailable', 0, 10)],
      [requests('OK', 100, 100), requests('Unavailable', 0, 3)],
    ),
  },
  {
    name: 'requests are slow, and a defragmentation is',
    rules: ['grpc-requests-slow'],
    series: ofFirst(handling('Range', 0.2), handling('Defragment', 2)),
  },
  {
    name: 'proposals fail',
    rules: ['high-number-of-failed-proposals'],
    valuesDiffer: true,
    series: ofFirst([gauge('etcd_server_proposals_failed_total', growing(0, 600))]),
  },
  {
    name: 'the disk of the log is slow',
    rules: ['high-fsync-durations-warning', 'high-fsync-durations-critical'],
    series: ofFirst(
      histogram('etcd_disk_wal_fsync_duration_seconds', 2),
      histogram('etcd_disk_wal_fsync_duration_seconds', 1),
    ),
  },
  {
    name: 'commits are slow',
    rules: ['high-commit-durations'],
    series: ofFirst(
      histogram('etcd_disk_backend_commit_duration_seconds', 0.5),
      histogram('etcd_disk_backend_commit_duration_seconds', 0.05),
    ),
  },
  {
    name: 'a link is slow',
    rules: ['member-communication-slow'],
    series: ofFirst([
      ...histogram('etcd_network_peer_round_trip_time_seconds', 0.2, { To: 'b2' }),
      ...histogram('etcd_network_peer_round_trip_time_seconds', 0.01, { To: 'c3' }),
    ]),
  },
  {
    name: 'the quota is nearly used',
    rules: ['database-quota-low-space', 'quota-use-85', 'quota-use-75', 'quota-use-65'],
    series: (member) => [
      gauge(size, (minute) => (bad(minute) ? ([1.95e9, 1.75e9, 1.55e9][member] ?? 0) : 1e9)),
      quota,
    ],
  },
  {
    name: 'the database grows',
    rules: ['excessive-database-growth'],
    series: ofFirst([gauge(size, growing(0, 2e7)), quota], [gauge(size, () => 1e9), quota]),
  },
  {
    name: 'the database is fragmented',
    rules: ['database-high-fragmentation-ratio'],
    series: ofFirst(
      [gauge(size, () => 1e9), gauge(sizeInUse, (minute) => (bad(minute) ? 2e8 : 9e8))],
      [gauge(size, () => 1e8), gauge(sizeInUse, () => 2e7)],
    ),
  },
  {
    name: 'one member is of another version',
    rules: ['version-skew'],
    series: (member) => [
      gauge('etcd_server_version', () => 1, { server_version: member === 0 ? '3.5.9' : '3.5.16' }),
    ],
  },
];

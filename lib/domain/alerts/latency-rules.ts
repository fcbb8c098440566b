import type { PanelId } from '../metrics/panel-declaration';
import type { AlertRule, AlertWords } from './alert-rule';
import { quantilesOf } from './quantile-of';
import { selector } from './selector';

const windowMilliseconds = 5 * 60_000;

type LatencyRule = Pick<AlertRule, 'id' | 'alertName' | 'severity' | 'words' | 'higherSteps'> & {
  histogram: string;
  seconds: number;
  panel: PanelId;
  by?: readonly string[];
};

/** The 99th percentile of a histogram over five minutes, held for ten. */
const latencyRule = ({ histogram, seconds, by = [], ...rule }: LatencyRule): AlertRule => ({
  ...rule,
  origin: 'mixin',
  apart: by,
  forSeconds: 10 * 60,
  thresholds: [
    {
      name: 'seconds',
      default: seconds,
      unit: 'seconds',
      minimum: 0.0001,
      maximum: 60,
      isWhole: false,
    },
  ],
  metrics: [`${histogram}_bucket`],
  promql: (thresholds, matchers) =>
    `histogram_quantile(0.99, rate(${selector(`${histogram}_bucket`, matchers)}[5m]))
  > ${thresholds.seconds}`,
  evaluate: ({ members, at, thresholds }) =>
    members.flatMap((member) =>
      quantilesOf(member, {
        histogram,
        quantile: 0.99,
        span: { from: at - windowMilliseconds, to: at },
        by,
      })
        .filter(({ value }) => value > (thresholds.seconds ?? 0))
        .map(({ labels, value }) => ({ memberId: member.memberId, labels, value })),
    ),
});

const fsyncWords: AlertWords = {
  summary: 'One in a hundred writes to the log of a member takes too long to reach its disk.',
  action: 'Give etcd a disk of its own, an SSD or NVMe, and find out what else writes to it.',
};

const fsync = {
  alertName: 'etcdHighFsyncDurations',
  histogram: 'etcd_disk_wal_fsync_duration_seconds',
  panel: 'wal-fsync',
  words: fsyncWords,
} as const;

/** Rules about how long disks and links take. */
export const latencyRules: readonly AlertRule[] = [
  latencyRule({
    ...fsync,
    id: 'high-fsync-durations-warning',
    severity: 'warning',
    seconds: 0.5,
    higherSteps: ['high-fsync-durations-critical'],
  }),
  latencyRule({ ...fsync, id: 'high-fsync-durations-critical', severity: 'critical', seconds: 1 }),
  latencyRule({
    id: 'high-commit-durations',
    alertName: 'etcdHighCommitDurations',
    severity: 'warning',
    histogram: 'etcd_disk_backend_commit_duration_seconds',
    seconds: 0.25,
    panel: 'backend-commit',
    words: {
      summary: 'One in a hundred commits of the database of a member takes too long.',
      action:
        'Check the disk of that member, and whether its database is very large or fragmented.',
    },
  }),
  latencyRule({
    id: 'member-communication-slow',
    alertName: 'etcdMemberCommunicationSlow',
    severity: 'warning',
    histogram: 'etcd_network_peer_round_trip_time_seconds',
    seconds: 0.15,
    panel: 'peer-round-trip',
    by: ['To'],
    words: {
      summary: 'One in a hundred round trips between two members takes too long.',
      action: 'Check the network between them, and the CPU of both; heartbeats share that link.',
    },
  }),
];

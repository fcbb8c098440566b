import { type RuleContext, type RuleFacts, type RuleMember, thresholdsOf } from '../alert-rule';
import { findRule } from '../rules';
import { histogram, memberOf, now, type Replay, rowsOf } from './replay-samples';

const minute = 60_000;
const nothingKnown: RuleFacts = {
  certificates: undefined,
  lastBackup: undefined,
  clockSkews: undefined,
  unreachable: false,
};

/** What a rule is evaluated on. */
export type Case = {
  members?: RuleMember[];
  facts?: Partial<RuleFacts>;
  thresholds?: Record<string, number>;
};

/** The context of a case, with thresholds of the rule where it names none. */
export const contextOf = (
  id: string,
  { members = [], facts = {}, thresholds }: Case,
): RuleContext => ({
  at: now,
  members,
  facts: { ...nothingKnown, ...facts },
  thresholds: thresholdsOf(findRule(id) ?? { thresholds: [] }, thresholds),
});

const down = (member: RuleMember): RuleMember => ({ ...member, up: false });
/** Three members that are well. */
export const three = ['a1', 'b2', 'c3'].map((id) => memberOf(id));
const [first = memberOf('a1'), second = memberOf('b2'), third = memberOf('c3')] = three;

const handled = (method: string, code: string) =>
  `grpc_server_handled_total{grpc_type="unary",grpc_service="etcdserverpb.KV",grpc_method="${method}",grpc_code="${code}"}`;

const database = (size: number, inUse: number): Replay => ({
  etcd_mvcc_db_total_size_in_bytes: () => size,
  etcd_mvcc_db_total_size_in_use_in_bytes: () => inUse,
  etcd_server_quota_backend_bytes: () => 1000e6,
});

const version = (text: string): Replay => ({
  [`etcd_server_version{server_version="${text}"}`]: () => 1,
});

/** Every rule where it is well and where it fires, with the alerts expected. */
export const cases: [rule: string, what: string, Case, string[]][] = [
  ['members-down', 'all are there', { members: three }, []],
  ['members-down', 'one is down', { members: [first, second, down(third)] }, ['cluster 1.000']],
  [
    'members-down',
    'no more than allowed are down',
    { members: [first, second, down(third)], thresholds: { members: 1 } },
    [],
  ],
  ['insufficient-members', 'one of three is down', { members: [first, second, down(third)] }, []],
  [
    'insufficient-members',
    'two of three are down',
    { members: [first, down(second), down(third)] },
    ['cluster 1.000'],
  ],
  ['member-unreachable', 'one is down', { members: [first, down(second)] }, ['b2 0.000']],
  [
    'member-unreachable',
    'the cluster was never reached',
    { facts: { unreachable: true } },
    ['cluster 0.000'],
  ],
  [
    'no-leader',
    'one member has none',
    {
      members: [
        memberOf('a1', { etcd_server_has_leader: () => 0 }),
        memberOf('b2', { etcd_server_has_leader: () => 1 }),
        down(memberOf('c3', { etcd_server_has_leader: () => 0 })),
      ],
    },
    ['a1 0.000'],
  ],
  [
    'high-number-of-leader-changes',
    'four in a quarter of an hour, seen by one',
    {
      members: [
        memberOf('a1', { etcd_server_leader_changes_seen_total: () => 1 }),
        memberOf('b2', {
          etcd_server_leader_changes_seen_total: (at) => 3 + (at > 15 ? 4 : 0),
        }),
      ],
    },
    ['cluster 4.286'],
  ],
  [
    'high-number-of-leader-changes',
    'three in a quarter of an hour',
    {
      members: [
        memberOf('a1', { etcd_server_leader_changes_seen_total: (at) => 3 + (at > 15 ? 3 : 0) }),
      ],
    },
    [],
  ],
  [
    'high-number-of-leader-changes',
    'many long before the first sample',
    { members: [memberOf('a1', { etcd_server_leader_changes_seen_total: () => 90 }, 5)] },
    [],
  ],
  [
    'high-number-of-failed-grpc-requests-warning',
    'two in a hundred of one method fail',
    {
      members: [
        memberOf('a1', {
          [handled('Put', 'OK')]: (at) => 98 * at,
          [handled('Put', 'Unavailable')]: (at) => 2 * at,
          [handled('Range', 'OK')]: (at) => 100 * at,
          [handled('Range', 'NotFound')]: (at) => 50 * at,
          [handled('Compact', 'OK')]: () => 3,
        }),
      ],
    },
    ['a1 etcdserverpb.KV Put 2.000'],
  ],
  [
    'high-number-of-failed-grpc-requests-critical',
    'a method fails always since two minutes, its zeros not stored',
    {
      members: [
        {
          ...memberOf('a1'),
          rows: rowsOf(
            { [handled('Range', 'OK')]: (at) => at, [handled('Put', 'Internal')]: (at) => at },
            20,
          ).map((row) => ({
            ...row,
            ...(row.time < now - 2 * minute
              ? { layout: row.layout.slice(0, 1), values: row.values.slice(0, 1) }
              : {}),
          })),
        },
      ],
    },
    ['a1 etcdserverpb.KV Put 100.0'],
  ],
  [
    'grpc-requests-slow',
    'a method is slow, another fast, and defragmenting does not count',
    {
      members: [
        memberOf('a1', {
          ...histogram(
            'grpc_server_handling_seconds',
            '0.256',
            'grpc_type="unary",grpc_service="s",grpc_method="Put",',
          ),
          ...histogram(
            'grpc_server_handling_seconds',
            '0.128',
            'grpc_type="unary",grpc_service="s",grpc_method="Range",',
          ),
          ...histogram(
            'grpc_server_handling_seconds',
            '1.024',
            'grpc_type="unary",grpc_service="s",grpc_method="Defragment",',
          ),
          ...histogram(
            'grpc_server_handling_seconds',
            '1.024',
            'grpc_type="bidi_stream",grpc_service="s",grpc_method="Watch",',
          ),
        }),
      ],
    },
    ['a1 s Put 0.2547'],
  ],
  [
    'member-communication-slow',
    'one peer is slow',
    {
      members: [
        memberOf('a1', {
          ...histogram('etcd_network_peer_round_trip_time_seconds', '0.256', 'To="b2",'),
          ...histogram('etcd_network_peer_round_trip_time_seconds', '0.128', 'To="c3",'),
        }),
      ],
    },
    ['a1 b2 0.2547'],
  ],
  [
    'high-number-of-failed-proposals',
    'six a second',
    { members: [memberOf('a1', { etcd_server_proposals_failed_total: (at) => 360 * at })] },
    ['a1 6.000'],
  ],
  [
    'high-fsync-durations-warning',
    'between half a second and one',
    { members: [memberOf('a1', histogram('etcd_disk_wal_fsync_duration_seconds', '1.024'))] },
    ['a1 1.019'],
  ],
  [
    'high-fsync-durations-warning',
    'fast enough',
    { members: [memberOf('a1', histogram('etcd_disk_wal_fsync_duration_seconds', '0.256'))] },
    [],
  ],
  [
    'high-fsync-durations-critical',
    'more than a second',
    { members: [memberOf('a1', histogram('etcd_disk_wal_fsync_duration_seconds', '+Inf'))] },
    ['a1 1.024'],
  ],
  [
    'high-commit-durations',
    'half a second',
    { members: [memberOf('a1', histogram('etcd_disk_backend_commit_duration_seconds', '0.512'))] },
    ['a1 0.5094'],
  ],
  [
    'database-quota-low-space',
    'nearly full',
    { members: [memberOf('a1', database(960e6, 1))] },
    ['a1 96.00'],
  ],
  ['database-quota-low-space', 'not full', { members: [memberOf('a1', database(950e6, 1))] }, []],
  ['quota-use-85', 'above', { members: [memberOf('a1', database(851e6, 1))] }, ['a1 85.10']],
  ['quota-use-75', 'above', { members: [memberOf('a1', database(751e6, 1))] }, ['a1 75.10']],
  ['quota-use-65', 'above', { members: [memberOf('a1', database(651e6, 1))] }, ['a1 65.10']],
  ['quota-use-65', 'below', { members: [memberOf('a1', database(649e6, 1))] }, []],
  [
    'excessive-database-growth',
    'a megabyte a minute, with 800 of 1000 used',
    {
      members: [
        memberOf(
          'a1',
          { ...database(0, 0), etcd_mvcc_db_total_size_in_bytes: (at) => (600 + at) * 1e6 },
          200,
        ),
      ],
    },
    ['a1 1.040e+9'],
  ],
  [
    'excessive-database-growth',
    'a megabyte a minute, with 700 of 1000 used',
    {
      members: [
        memberOf(
          'a1',
          { ...database(0, 0), etcd_mvcc_db_total_size_in_bytes: (at) => (500 + at) * 1e6 },
          200,
        ),
      ],
    },
    [],
  ],
  [
    'database-high-fragmentation-ratio',
    'half is free, and it is large',
    { members: [memberOf('a1', database(300e6, 120e6)), memberOf('b2', database(200e6, 90e6))] },
    ['a1 0.4000'],
  ],
  [
    'certificate-expiry-warning',
    'one ends within a month',
    {
      facts: {
        certificates: [
          { memberId: 'a1', daysLeft: 29 },
          { memberId: null, daysLeft: 400 },
        ],
      },
    },
    ['a1 server 29.00'],
  ],
  [
    'certificate-expiry-critical',
    'our own ends within a week',
    { facts: { certificates: [{ memberId: null, daysLeft: 3 }] } },
    ['cluster client 3.000'],
  ],
  ['backup-too-old', 'a day old', { facts: { lastBackup: now - 24 * 60 * minute } }, []],
  [
    'backup-too-old',
    'eight days old',
    { facts: { lastBackup: now - 8 * 24 * 60 * minute } },
    ['cluster 192.0'],
  ],
  ['backup-too-old', 'none', { facts: { lastBackup: null } }, ['cluster none']],
  [
    'version-skew',
    'two versions, one of them of a member that is down',
    { members: [memberOf('a1', version('3.5.9')), down(memberOf('b2', version('3.4.1')))] },
    [],
  ],
  [
    'version-skew',
    'two versions',
    { members: [memberOf('a1', version('3.5.9')), memberOf('b2', version('3.4.1'))] },
    ['cluster 2.000'],
  ],
  [
    'clock-skew',
    'one is two seconds behind',
    {
      facts: {
        clockSkews: [
          { memberId: 'a1', seconds: -2 },
          { memberId: 'b2', seconds: 0.5 },
        ],
      },
    },
    ['a1 -2.000'],
  ],
];

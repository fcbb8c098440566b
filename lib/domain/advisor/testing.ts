import type { Panel, Panels } from '../api/metrics';
import type { Backup } from '../api/operations';
import type { Member, Overview } from '../api/overview';
import type { PanelId } from '../metrics/panel-declaration';
import type { ClusterEvidence } from './cluster-evidence';

const now = Date.parse('2026-11-22T12:00:00Z');

/** A healthy member, with what a test changes. */
export const member = (name: string, change: Partial<Member> = {}): Member => ({
  id: name,
  name,
  endpoint: `https://${name}:2379`,
  clientUrls: [`https://${name}:2379`],
  peerUrls: [`https://${name}:2380`],
  role: name === 'm1' ? 'leader' : 'follower',
  version: '3.5.33',
  storageVersion: null,
  databaseSize: '100000000',
  databaseSizeInUse: '90000000',
  quota: '2147483648',
  raftTerm: '3',
  raftIndex: '1000',
  raftAppliedIndex: '1000',
  raftLag: '0',
  latencyMilliseconds: 2,
  certificate: {
    subject: 'CN=server',
    issuer: 'CN=ca',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: '2027-11-22T12:00:00Z',
    daysLeft: 365,
  },
  errors: [],
  failure: null,
  ...change,
});

/** An overview of these members. */
export const overviewOf = (members: Member[], change: Partial<Overview> = {}): Overview => ({
  cluster: 'test',
  displayName: 'test',
  clusterId: '1',
  readOnly: false,
  health: 'healthy',
  reasons: [],
  checkedAt: new Date(now).toISOString(),
  elapsedMilliseconds: 5,
  answered: members.filter(({ version }) => version !== null).length,
  voters: members.filter(({ role }) => role !== 'learner').length,
  quorum: 2,
  failuresSurvivable: 1,
  leaderId: 'm1',
  leaderSince: null,
  raftTerm: '3',
  revision: '5000',
  alarms: [],
  clientCertificate: null,
  members,
  ...change,
});

/** A line of a panel for a test: its end, and the values before it where they matter. */
export type LineOf = {
  panel: PanelId;
  part?: string;
  member?: string;
  value: number;
  lower?: number;
  upper?: number | null;
  /** Oldest first; each is a step of five minutes before the end. */
  history?: readonly number[];
};

const stepMilliseconds = 300_000;

const seriesOf = ({
  part = '',
  member: name = 'm1',
  value,
  lower = value,
  upper = value,
  history = [],
}: LineOf): Panel['series'][number] => ({
  memberId: name,
  memberName: name,
  part,
  points: [
    ...history.map((one, index): [number, number] => [
      now - (history.length - index) * stepMilliseconds,
      one,
    ]),
    [now, value],
  ],
  latest: { value, lower, upper },
});

/** Panels with these lines; `hidden` are panels that m1 does not expose. */
export const panelsOf = (lines: readonly LineOf[], hidden: readonly PanelId[] = []): Panels => ({
  from: new Date(now - 3_600_000).toISOString(),
  to: new Date(now).toISOString(),
  source: 'embedded',
  intervalSeconds: 15,
  collectedFrom: null,
  panels: [...new Set([...lines.map(({ panel }) => panel), ...hidden])].map((id) => ({
    id,
    group: 'disk',
    unit: 'seconds',
    guide: null,
    series: lines.filter(({ panel }) => panel === id).map(seriesOf),
    notExposed: hidden.includes(id) ? [{ memberName: 'm1', reason: 'extensive' as const }] : [],
  })),
  marks: [],
  scrapes: [],
});

/** Lines of a cluster with nothing to mend. */
export const calmLines: readonly LineOf[] = [
  { panel: 'wal-fsync', part: 'p99', value: 0.003, lower: 0.002, upper: 0.004 },
  { panel: 'backend-commit', part: 'p99', value: 0.006, lower: 0.004, upper: 0.008 },
  { panel: 'peer-round-trip', part: 'p99', value: 0.001, lower: 0.0008, upper: 0.0016 },
  { panel: 'leader-changes', value: 0, history: [0, 0] },
  { panel: 'apply-backlog', value: 1 },
  { panel: 'keys', value: 1_000 },
  { panel: 'watchers', part: 'watchers', value: 20 },
  { panel: 'watchers', part: 'slow', value: 0 },
  { panel: 'memory', value: 200_000_000 },
  { panel: 'cpu', value: 0.1 },
  { panel: 'rpc-rate', part: 'Range', value: 10 },
  { panel: 'compaction', value: 5 },
  { panel: 'request-latency', part: 'p99', value: 0.01 },
];

/** Evidence of a cluster of three with nothing to mend, with what a test changes. */
export const evidenceOf = (change: Partial<ClusterEvidence> = {}): ClusterEvidence => ({
  now,
  overview: overviewOf([member('m1'), member('m2'), member('m3')]),
  hasClientCertificate: true,
  certificateKeeper: 'unknown',
  endpoints: ['https://m1:2379'],
  recent: { value: panelsOf(calmLines) },
  day: { value: panelsOf(calmLines) },
  space: {
    value: {
      takenAt: new Date(now).toISOString(),
      keys: 1_000,
      bytes: 1_000_000,
      folders: [],
      largest: [],
      sizes: [],
      completeness: 'complete',
    },
  },
  leases: { value: 5 },
  authentication: { value: true },
  clocks: {
    value: ['m1', 'm2', 'm3'].map((memberName) => ({
      memberName,
      offsetSeconds: 0.2,
      uncertaintySeconds: 0.5,
    })),
  },
  backups: { value: [] },
  backupAlert: { value: { seconds: 168 * 3_600, isEnabled: true } },
  oldestRevision: { value: 4_000n },
  ...change,
});

/** Panels of a calm cluster in which some lines are others. */
export const lines = (...changed: LineOf[]) => {
  const names = new Set(changed.map(({ panel, part = '' }) => `${panel} ${part}`));
  const rest = calmLines.filter(({ panel, part = '' }) => !names.has(`${panel} ${part}`));
  return { value: panelsOf([...rest, ...changed]) };
};

/** Members that are scraped, or shall be. */
export const scrapesOf = (...names: string[]): Panels['scrapes'] =>
  names.map((name) => ({
    memberId: name,
    memberName: name,
    url: null,
    lastAt: null,
    milliseconds: null,
    bytes: null,
    pageBytes: null,
    failure: null,
  }));

/** Evidence of a cluster of these members. */
export const members = (...list: Member[]): Partial<ClusterEvidence> => ({
  overview: overviewOf(list),
});

/** Evidence of three members, of which the second is changed. */
export const three = (change: Partial<Member>): Partial<ClusterEvidence> =>
  members(member('m1'), member('m2', change), member('m3'));

/** A backup whose checksum matched, with what a test changes. */
export const backup = (takenAt: string, change: Partial<Backup> = {}): Backup => ({
  id: 'b',
  cluster: 'test',
  fileName: 'b.db',
  takenAt,
  memberId: 'm1',
  memberName: 'm1',
  etcdVersion: '3.5.33',
  revision: '1',
  size: '1',
  sha256: '',
  proof: 'checksum',
  startedBy: 'x',
  present: true,
  ...change,
});

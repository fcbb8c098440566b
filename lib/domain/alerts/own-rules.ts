import type { AlertRule, RuleAlert, RuleContext } from './alert-rule';
import { exposes } from './member-series';
import { selector, withoutMember } from './selector';

const version = 'etcd_server_version';
const hourMilliseconds = 3_600_000;

const versionsOf = ({ members }: RuleContext): ReadonlySet<string> =>
  new Set(
    members
      .filter((member) => member.up && exposes(member, version))
      .flatMap(({ rows }) => {
        const series = rows.at(-1)?.layout.find(({ name }) => name === version);
        return series?.labels.server_version ?? [];
      }),
  );

const daysLeft = ({ facts }: RuleContext): (RuleAlert & { value: number })[] =>
  (facts.certificates ?? []).map(({ memberId, daysLeft: value }) => ({
    memberId,
    labels: { certificate: memberId === null ? 'client' : 'server' },
    value,
  }));

const backupAge = ({ at, facts: { lastBackup } }: RuleContext): RuleAlert[] => {
  if (lastBackup === undefined) {
    return [];
  }
  const value = lastBackup === null ? null : (at - lastBackup) / hourMilliseconds;
  return [{ memberId: null, labels: {}, value }];
};

const clockOffsets = ({ facts }: RuleContext): (RuleAlert & { value: number })[] =>
  (facts.clockSkews ?? []).map(({ memberId, seconds }) => ({
    memberId,
    labels: {},
    value: seconds,
  }));

const certificateRule = (severity: 'warning' | 'critical', days: number): AlertRule => ({
  id: `certificate-expiry-${severity}`,
  alertName:
    severity === 'warning' ? 'etcdscopeCertificateExpiry' : 'etcdscopeCertificateExpirySoon',
  origin: 'etcdscope',
  severity,
  forSeconds: 0,
  thresholds: [
    { name: 'days', default: days, unit: 'days', minimum: 1, maximum: 3650, isWhole: true },
  ],
  apart: ['certificate'],
  ...(severity === 'warning' && { higherSteps: ['certificate-expiry-critical'] }),
  panel: null,
  metrics: [],
  fact: 'certificates',
  promql: undefined,
  condition: (thresholds) => `days until a certificate ends < ${thresholds.days}`,
  measure: daysLeft,
  evaluate: (context) =>
    daysLeft(context).filter(({ value }) => value < (context.thresholds.days ?? 0)),
  words: {
    summary: 'A certificate ends soon; from then on its connections are refused.',
    action: 'Renew it, and restart etcd where it does not read it anew.',
  },
});

/** Rules of our own: what the metrics of etcd do not tell, or upstream does not ask. */
export const ownRules: readonly AlertRule[] = [
  certificateRule('warning', 30),
  certificateRule('critical', 7),
  {
    id: 'backup-too-old',
    alertName: 'etcdscopeBackupTooOld',
    origin: 'etcdscope',
    severity: 'warning',
    forSeconds: 3600,
    thresholds: [
      { name: 'hours', default: 168, unit: 'hours', minimum: 0.1, maximum: 8760, isWhole: false },
    ],
    panel: null,
    metrics: [],
    fact: 'lastBackup',
    promql: undefined,
    condition: ({ hours }) => `hours since the last backup > ${hours}, or there is none`,
    measure: backupAge,
    evaluate: (context) =>
      backupAge(context).filter(
        ({ value }) => value === null || value > (context.thresholds.hours ?? 0),
      ),
    words: {
      summary: 'There is no backup of the cluster, or the newest one is old.',
      action: 'Take one; where backups are taken elsewhere, switch this rule off.',
    },
  },
  {
    id: 'version-skew',
    alertName: 'etcdscopeVersionSkew',
    origin: 'etcdscope',
    severity: 'warning',
    forSeconds: 3600,
    thresholds: [
      { name: 'versions', default: 1, unit: 'count', minimum: 1, maximum: 10, isWhole: true },
    ],
    panel: null,
    metrics: [version],
    promql: ({ versions }, matchers, memberLabel) =>
      `count without (server_version) (count ${withoutMember(memberLabel)} (${selector(version, matchers)})) > ${versions}`,
    measure: ({ facts }) =>
      (facts.versions ?? []).map(({ memberId, version: server_version }) => ({
        memberId,
        labels: { server_version },
        value: null,
      })),
    evaluate: (context) => {
      const versions = versionsOf(context).size;
      return versions > (context.thresholds.versions ?? 0)
        ? [{ memberId: null, labels: {}, value: versions }]
        : [];
    },
    words: {
      summary: 'The members run different versions of etcd for long.',
      action:
        'Finish the upgrade, or take it back: mixed versions are meant for its duration only.',
    },
  },
  {
    id: 'clock-skew',
    alertName: 'etcdscopeClockSkew',
    origin: 'etcdscope',
    severity: 'warning',
    forSeconds: 5 * 60,
    thresholds: [
      { name: 'seconds', default: 1, unit: 'seconds', minimum: 0.1, maximum: 3600, isWhole: false },
    ],
    panel: null,
    metrics: [],
    fact: 'clockSkews',
    promql: undefined,
    condition: ({ seconds }) => `seconds a member's clock is from ours > ${seconds}`,
    measure: clockOffsets,
    evaluate: (context) =>
      clockOffsets(context).filter(
        ({ value }) => Math.abs(value) > (context.thresholds.seconds ?? 0),
      ),
    words: {
      summary: "A member's clock differs from that of this server.",
      action: 'Check NTP or chrony on both; certificates, leases and logs depend on clocks.',
    },
  },
];

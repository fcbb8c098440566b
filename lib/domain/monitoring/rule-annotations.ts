import type { AlertWords } from '../alerts/alert-rule';

/** Of what an alert is: the labels its expression leaves. */
type Place = 'cluster' | 'member' | 'peer' | 'method';

/** What an annotation is put together from; templates of Prometheus stand for labels and value. */
export type AnnotationParts = {
  cluster: string;
  place: Place;
  member: string;
  peer: string;
  method: string;
  /** Whether the value says something: it does not where it can only be zero. */
  measured: 'yes' | 'no';
  value: string;
  /** What to do first. */
  action: string;
};

/** What an exported rule says, in the language of its reader. */
export type RuleWords = AlertWords & {
  /** Where it is and how bad, and what to do first, in sentences. */
  explain: (parts: AnnotationParts) => string;
};

const four = '{{ printf "%.4g" $value }}';

/** The value of an expression as Prometheus writes it out. */
const valueTemplates = {
  number: four,
  percent: `${four}%`,
  perSecond: `${four}/s`,
  seconds: '{{ $value | humanizeDuration }}',
  bytes: '{{ $value | humanize1024 }}B',
  ratio: '{{ $value | humanizePercentage }}',
} as const;

type Told = { place: Place; value?: keyof typeof valueTemplates };

const toldOfCluster: Told = { place: 'cluster', value: 'number' };
const latency: Told = { place: 'member', value: 'seconds' };
const quotaUse: Told = { place: 'member', value: 'percent' };
const failures: Told = { place: 'method', value: 'percent' };

/** By rule: of what its alerts are, and what their value is. */
const toldByRule: Readonly<Record<string, Told>> = {
  'members-down': toldOfCluster,
  'insufficient-members': toldOfCluster,
  'member-unreachable': { place: 'member' },
  'no-leader': { place: 'member' },
  'high-number-of-leader-changes': toldOfCluster,
  'high-number-of-failed-grpc-requests-warning': failures,
  'high-number-of-failed-grpc-requests-critical': failures,
  'grpc-requests-slow': { place: 'method', value: 'seconds' },
  'high-number-of-failed-proposals': { place: 'member', value: 'perSecond' },
  'high-fsync-durations-warning': latency,
  'high-fsync-durations-critical': latency,
  'high-commit-durations': latency,
  'member-communication-slow': { place: 'peer', value: 'seconds' },
  'database-quota-low-space': quotaUse,
  'quota-use-85': quotaUse,
  'quota-use-75': quotaUse,
  'quota-use-65': quotaUse,
  'excessive-database-growth': { place: 'member', value: 'bytes' },
  'database-high-fragmentation-ratio': { place: 'member', value: 'ratio' },
  'version-skew': toldOfCluster,
};

const label = (name: string): string => `{{ $labels.${name} }}`;

/**
 * The annotations of an exported rule: what it means, and of which cluster, member, peer or method
 * it is with which value, as rules of etcd's mixin say. Templates of Prometheus, which writes
 * labels and value in where it fires.
 */
export const ruleAnnotations = (
  rule: string,
  { summary, action, explain }: RuleWords,
  { cluster, memberLabel }: { cluster: string; memberLabel: string },
): { summary: string; description: string } => {
  const { place, value } = toldByRule[rule] ?? { place: 'cluster' };
  return {
    summary,
    description: explain({
      cluster,
      place,
      member: label(memberLabel),
      peer: label('To'),
      method: `${label('grpc_service')}/${label('grpc_method')}`,
      measured: value === undefined ? 'no' : 'yes',
      value: value === undefined ? '' : valueTemplates[value],
      action,
    }),
  };
};

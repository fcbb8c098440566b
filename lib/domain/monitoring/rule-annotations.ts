import type { AlertRule, AlertWords } from '../alerts/alert-rule';
import { valueUnitOf } from '../alerts/value-unit';
import type { Threshold } from '../api/alerts';

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

/** The value of an expression as Prometheus writes it out, by its unit. */
const valueTemplates: Readonly<Record<Threshold['unit'], string>> = {
  count: four,
  percent: `${four}%`,
  perSecond: `${four}/s`,
  seconds: '{{ $value | humanizeDuration }}',
  bytes: '{{ $value | humanize1024 }}B',
  ratio: '{{ $value | humanizePercentage }}',
  hours: `${four} h`,
  days: `${four} d`,
};

/** Rules whose expressions aggregate over the members. */
const rulesOfClusters = new Set([
  'members-down',
  'insufficient-members',
  'high-number-of-leader-changes',
  'version-skew',
]);

const placeOf = ({ id, apart = [] }: AlertRule): Place => {
  if (rulesOfClusters.has(id)) {
    return 'cluster';
  }
  return apart.includes('grpc_method') ? 'method' : apart.includes('To') ? 'peer' : 'member';
};

const label = (name: string): string => `{{ $labels.${name} }}`;

/**
 * The annotations of an exported rule: what it means, and of which cluster, member, peer or method
 * it is with which value, as rules of etcd's mixin say. Templates of Prometheus, which writes
 * labels and value in where it fires.
 */
export const ruleAnnotations = (
  rule: AlertRule,
  { summary, action, explain }: RuleWords,
  { cluster, memberLabel }: { cluster: string; memberLabel: string },
): { summary: string; description: string } => {
  const unit = valueUnitOf(rule);
  return {
    summary,
    description: explain({
      cluster,
      place: placeOf(rule),
      member: label(memberLabel),
      peer: label('To'),
      method: `${label('grpc_service')}/${label('grpc_method')}`,
      measured: unit === undefined ? 'no' : 'yes',
      value: unit === undefined ? '' : valueTemplates[unit],
      action,
    }),
  };
};

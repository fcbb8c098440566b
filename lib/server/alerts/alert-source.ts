import 'server-only';
import type { AlertRule, RuleAlert, RuleContext } from '@/lib/domain/alerts/alert-rule';
import type { Alerts, Rule } from '@/lib/domain/api/alerts';

/** What is known of a cluster at a time, whatever the rule. */
export type Situation = Omit<RuleContext, 'thresholds'>;

/** Why the cluster's Prometheus was not what evaluated: the code and values of an error's text. */
export type SourceFailure = NonNullable<Alerts['standIn']>['failure'];

/** What evaluated in the place of Prometheus. */
export type StandIn = {
  failure: SourceFailure;
  /** The members it can tell something of. */
  members: ReadonlySet<string>;
};

/** What a rule holds for, or why that cannot be told. */
export type Evaluation = {
  alerts: readonly RuleAlert[];
  notEvaluated: Rule['notEvaluated'];
  /** Where another source evaluated it than the cluster's own. */
  standIn?: StandIn;
};

/** Where rules are evaluated: over our own samples, or by the Prometheus of the cluster. */
export type AlertSource = {
  kind: 'embedded' | 'prometheus';
  /** The matchers in the expressions that are shown. */
  matchers: string;
  /** The label that tells members apart in them; `instance` where absent. */
  memberLabel?: string;
  /** Gathers what the rules of a round are evaluated over. */
  gather: (at: number) => Promise<Situation>;
  /** Rejects where nothing can be evaluated at all: no alert changes then. */
  evaluate: (rule: AlertRule, context: RuleContext) => Promise<Evaluation>;
};

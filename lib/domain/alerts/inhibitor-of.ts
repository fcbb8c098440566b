import { alertIdentity } from './alert-identity';
import type { RuleAlert } from './alert-rule';
import { findRule } from './rules';

/** An alert that fires, and of which rule. */
export type FiringAlert = Pick<RuleAlert, 'memberId' | 'labels'> & { rule: string };

/**
 * The rule of a higher step that fires for the same fact, so that the alert itself need not be
 * told; undefined where it stands for itself. All alerts are of one cluster.
 */
export const inhibitorOf = (
  { rule, ...alert }: FiringAlert,
  firing: readonly FiringAlert[],
): string | undefined => {
  const { higherSteps = [], apart = [] } = findRule(rule) ?? {};
  const identity = alertIdentity(alert, apart);
  return higherSteps.find((higher) =>
    firing.some((one) => one.rule === higher && alertIdentity(one, apart) === identity),
  );
};

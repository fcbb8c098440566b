import type { AlertRule, RuleContext } from './alert-rule';
import { exposes } from './member-series';

/** Why a rule cannot be told. */
export type NotEvaluated = 'not-exposed' | 'not-known';

/**
 * Why a rule says nothing at present, or null where it does: nothing is known of the members, the
 * fact it needs is not to be had, or no member exposes its metrics. What is missing is never zero.
 */
export const notEvaluated = (
  { metrics, fact }: AlertRule,
  { members, facts }: RuleContext,
): NotEvaluated | null => {
  if (fact !== undefined) {
    return facts[fact] === undefined ? 'not-known' : null;
  }
  if (members.length === 0) {
    return facts.unreachable && metrics.length === 0 ? null : 'not-known';
  }
  if (metrics.length === 0) {
    return null;
  }
  const seen = members.filter(({ rows }) => rows.length > 0);
  if (seen.length === 0) {
    return 'not-known';
  }
  const isExposed = metrics.every((metric) => seen.some((member) => exposes(member, metric)));
  return isExposed ? null : 'not-exposed';
};

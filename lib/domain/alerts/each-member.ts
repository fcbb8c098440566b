import type { RuleAlert, RuleContext, RuleMember } from './alert-rule';

/** Alerts of members for which a value holds; members of which there is no value have none. */
export const eachMember = (
  context: RuleContext,
  measure: (member: RuleMember) => number | undefined,
  holds: (value: number) => boolean,
): RuleAlert[] =>
  context.members.flatMap((member) => {
    const value = measure(member);
    return value === undefined || !holds(value)
      ? []
      : [{ memberId: member.memberId, labels: {}, value }];
  });

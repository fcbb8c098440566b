import type { Rule, RuleChange } from '@/lib/domain/api/alerts';

/** What somebody types into the form of a rule; numbers are text until they are sent. */
export type RuleDraft = {
  thresholds: Record<string, string>;
  forSeconds: string;
  enabled: boolean;
};

/** The form of a rule as it is set. */
export const draftOf = ({ thresholds, forSeconds, enabled }: Rule): RuleDraft => ({
  thresholds: Object.fromEntries(thresholds.map(({ name, value }) => [name, String(value)])),
  forSeconds: String(forSeconds),
  enabled,
});

/** The form of a rule as it is delivered. */
export const defaultsOf = ({ thresholds, defaultForSeconds }: Rule): RuleDraft => ({
  thresholds: Object.fromEntries(thresholds.map((entry) => [entry.name, String(entry.default)])),
  forSeconds: String(defaultForSeconds),
  enabled: true,
});

/** The change that a form asks for. */
export const ruleChangeOf = (
  { thresholds, forSeconds, enabled }: RuleDraft,
  reason: string,
): RuleChange => ({
  thresholds: Object.entries(thresholds).map(([name, value]) => ({ name, value: Number(value) })),
  forSeconds: Number(forSeconds),
  enabled,
  reason,
});

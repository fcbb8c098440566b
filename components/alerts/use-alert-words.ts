'use client';

import { useLocale, useTranslations } from 'use-intl';
import { formatMeasure } from '@/lib/domain/alerts/format-measure';
import type { Rule, Threshold } from '@/lib/domain/api/alerts';

/** Ids of rules and names of thresholds come from the server: checked when used, not by type. */
type TranslateCode = { (key: string): string; has(key: string): boolean };

const asTranslateCode = (translate: unknown): TranslateCode => translate as TranslateCode;

/** The title of a rule by its id; the id itself where this build has no words for it. */
export const useRuleTitle = (): ((id: string) => string) => {
  const t = asTranslateCode(useTranslations('alerts.rules'));
  return (id) => (t.has(id) ? t(id) : id);
};

/** What a threshold of a rule is about: in words for this rule, or for all that name it so. */
export const useThresholdName = (rule: string): ((name: string) => string) => {
  const t = asTranslateCode(useTranslations('alerts.thresholdNames'));
  return (name) => {
    const known = [`${rule}-${name}`, name].find((key) => t.has(key));
    return known === undefined ? name : t(known);
  };
};

/** The value of a rule's expression or of one of its thresholds with its unit. */
export const useValueText = (): ((value: number, unit: Threshold['unit']) => string) => {
  const locale = useLocale();
  return (value, unit) => formatMeasure(value, unit, locale);
};

/** What the facts of a rule are that has no chart, as the heading of their column. */
export const useFactName = (): ((rule: string) => string) => {
  const t = asTranslateCode(useTranslations('alerts.facts.names'));
  return (rule) => (t.has(rule) ? t(rule) : rule);
};

/** Why a rule is not evaluated, as the messages name it; null where it is. */
export const notEvaluatedOf = ({
  notEvaluated,
  expression,
}: Rule): NonNullable<Rule['notEvaluated']> | 'extensive' | null =>
  notEvaluated === 'not-exposed' && expression.includes('grpc_server_handling_seconds')
    ? 'extensive'
    : notEvaluated;

/** The limit a rule compares with: its first threshold. */
export const limitOf = <Limit extends Pick<Threshold, 'value' | 'unit'>>({
  thresholds,
}: {
  thresholds: readonly Limit[];
}): Limit | undefined => thresholds[0];

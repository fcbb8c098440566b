'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { Rule, Threshold } from '@/lib/domain/api/alerts';
import { formatNumber } from '@/lib/domain/format';
import { useFormat } from '../ui/use-format';

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
  const t = useTranslations('alerts.units');
  const format = useFormat();
  const locale = useLocale();
  const rounded = (value: number) => Number(value.toPrecision(3));
  return (value, unit) => {
    switch (unit) {
      case 'seconds':
        return value >= 60 ? format.duration(value) : format.milliseconds(value * 1000);
      case 'bytes':
        return format.bytes(value);
      case 'hours':
        return format.duration(value * 3600);
      case 'percent':
        return format.percent(value / 100);
      case 'ratio':
        return format.percent(value);
      case 'count':
        return formatNumber(value, 2, locale);
      default:
        return t(unit, { value: rounded(value) });
    }
  };
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
export const limitOf = ({ thresholds }: Pick<Rule, 'thresholds'>): Threshold | undefined =>
  thresholds[0];

/** Rules whose value is not in the unit of their threshold: the size that is foreseen. */
const unitOfValue: Record<string, Threshold['unit']> = {
  'excessive-database-growth': 'bytes',
  'insufficient-members': 'count',
};

/** The unit of a rule's value; undefined where the value says no more than the rule's name. */
export const valueUnitOf = (rule: Rule): Threshold['unit'] | undefined =>
  unitOfValue[rule.id] ?? limitOf(rule)?.unit;

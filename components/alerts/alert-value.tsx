'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { limitOf, useValueText } from './use-alert-words';

type AlertValueProps = {
  value: number | null;
  rule: Rule | undefined;
  /** Not for alerts of the past: the rule may have been another one then. */
  withLimit?: boolean;
};

/** What an alert measured, beside what its rule allows where that is wanted. */
export const AlertValue = ({ value, rule, withLimit = false }: AlertValueProps) => {
  const t = useTranslations('alerts');
  const valueText = useValueText();
  const unit = rule === undefined ? 'count' : rule.valueUnit;
  const limit = rule === undefined ? undefined : limitOf(rule);
  if (value === null || unit === null) {
    return <span className="text-muted">{t('noValue')}</span>;
  }
  return (
    <>
      {valueText(value, unit)}{' '}
      {!withLimit || limit === undefined || limit.unit !== unit ? null : (
        <span className="text-muted">
          {t('against', { limit: valueText(limit.value, limit.unit) })}
        </span>
      )}
    </>
  );
};

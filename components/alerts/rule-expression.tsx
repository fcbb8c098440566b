'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { Card, CardHeader } from '../ui/card';
import { CopyButton } from '../ui/copy-button';
import { useFormat } from '../ui/use-format';
import { useThresholdName, useValueText } from './use-alert-words';

/** The rule as PromQL with its thresholds, and what of it was changed. */
export const RuleExpression = ({ rule }: { rule: Rule }) => {
  const t = useTranslations('alerts.expression');
  const thresholdName = useThresholdName(rule.id);
  const valueText = useValueText();
  const { duration } = useFormat();
  const title = t('title');
  return (
    <Card aria-label={title}>
      <CardHeader title={title} note={/[({]/.test(rule.expression) ? 'PromQL' : undefined}>
        <CopyButton text={rule.expression} />
      </CardHeader>
      <pre className="whitespace-pre-wrap break-words bg-code px-4 py-3 font-mono text-xs">
        {rule.expression}
      </pre>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-4 py-3">
        {rule.thresholds.map(({ name, value, unit, default: standard }) => (
          <Fact key={name} name={thresholdName(name)}>
            {valueText(value, unit)}{' '}
            {value === standard ? null : (
              <span className="text-muted">
                {t('instead', { value: valueText(standard, unit) })}
              </span>
            )}
          </Fact>
        ))}
        <Fact name={t('for')}>
          {rule.forSeconds === 0 ? t('atOnce') : duration(rule.forSeconds)}{' '}
          {rule.forSeconds === rule.defaultForSeconds ? null : (
            <span className="text-muted">
              {t('instead', { value: duration(rule.defaultForSeconds) })}
            </span>
          )}
        </Fact>
      </dl>
    </Card>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd>{children}</dd>
  </>
);

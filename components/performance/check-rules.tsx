'use client';

import { useTranslations } from 'use-intl';
import type { PerformanceFinding } from '@/lib/domain/api/performance';
import { Table, Td, Th } from '../ui/table';
import { Tag } from '../ui/tag';
import type { Tone } from '../ui/tone';
import { useFormat } from '../ui/use-format';

const tones: Record<PerformanceFinding['outcome'], Tone> = {
  pass: 'good',
  fail: 'critical',
  unsure: 'warning',
};

/** The rules of the verdict, each with what was measured. */
export const CheckRules = ({ findings }: { findings: readonly PerformanceFinding[] }) => {
  const t = useTranslations('performance');
  const format = useFormat();
  const valueText = (rule: PerformanceFinding['rule'], value: number): string => {
    if (rule === 'errors') {
      return format.count(value);
    }
    return rule === 'throughput'
      ? t('perSecond', { value: format.count(Math.round(value)) })
      : format.milliseconds(value * 1_000);
  };
  return (
    <Table label={t('rules')}>
      <thead>
        <tr>
          <Th>
            {t('ruleColumns.rule')} · {t('rulesNote')}
          </Th>
          <Th>{t('ruleColumns.outcome')}</Th>
          <Th numeric>{t('ruleColumns.measured')}</Th>
          <Th numeric>{t('ruleColumns.limit')}</Th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ rule, outcome, value, limit }) => (
          <tr key={rule}>
            <Td>{t(`rule.${rule}`)}</Td>
            <Td>
              <Tag tone={tones[outcome]}>{t(`outcomes.${outcome}`)}</Tag>
            </Td>
            <Td numeric className="tabular-nums">
              {valueText(rule, value)}
            </Td>
            <Td numeric className="tabular-nums">
              {valueText(rule, limit)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import type { PerformancePlan, PerformanceRefusal } from '@/lib/domain/api/performance';
import { Notice } from '../ui/notice';
import { useFormat } from '../ui/use-format';

/** What a check would write and do to others, and why it may not start. */
export const CheckPlan = ({ plan }: { plan: PerformancePlan }) => {
  const t = useTranslations('performance.dialog');
  const format = useFormat();
  const { freeShare, freeShareAfter, missingMembers, needsName, kubernetesKeys } = plan;
  return (
    <div className="grid gap-3">
      <ul className="grid list-disc gap-1.5 pl-5">
        <li>
          {t('writes', {
            puts: format.count(plan.puts),
            key: format.bytes(plan.keyBytes),
            value: format.bytes(plan.valueBytes),
            rate: format.count(plan.rate),
            seconds: plan.seconds,
          })}
        </li>
        <li>
          {t.rich('prefix', {
            prefix: () => <code className="font-mono">{plan.prefix}</code>,
          })}
        </li>
        <li>{t('grows', { size: format.bytes(plan.databaseBytes) })}</li>
        {freeShare === null || freeShareAfter === null ? null : (
          <li>
            {t('room', {
              before: format.percent(freeShare),
              after: format.percent(Math.max(0, freeShareAfter)),
              least: format.percent(plan.leastFreeShare),
            })}
          </li>
        )}
        <li>{t('others')}</li>
      </ul>
      {missingMembers.length === 0 ? null : (
        <Notice tone="warning">
          {t('missing', { members: missingMembers.join(', '), count: missingMembers.length })}
        </Notice>
      )}
      {needsName ? (
        <Notice tone="warning">
          {kubernetesKeys === null
            ? t('kubernetesUnknown')
            : t('kubernetes', { count: Number(kubernetesKeys) })}
        </Notice>
      ) : null}
      <Refusals refusals={plan.refusals} />
    </div>
  );
};

const Refusals = ({ refusals }: { refusals: readonly PerformanceRefusal[] }) => {
  const t = useTranslations('performance.refusals');
  return refusals.map(({ reason, parameters }) => (
    <Notice key={reason} tone="critical" role="status">
      {t(reason, parameters)}
    </Notice>
  ));
};

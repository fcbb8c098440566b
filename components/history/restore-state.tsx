'use client';

import { useTranslations } from 'use-intl';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useOperation, useRefreshComparison } from '@/lib/api/history';
import type { Comparison, ReturnOutcome } from '@/lib/domain/api/history';
import { OperationState } from './operation-state';

const outcomes = ['restored', 'exists', 'refused', 'failed', 'unknown'] as const;

type RestoreStateProps = { cluster: string; comparison: Comparison; operation: string };

/** How bringing keys back goes, and what became of them at its end. */
export const RestoreState = ({ cluster, comparison, operation: id }: RestoreStateProps) => {
  const t = useTranslations('history');
  const refresh = useRefreshComparison(cluster, comparison.operation.id);
  const query = useOperation(id, () => void refresh());
  if (query.isError) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) {
    return null;
  }
  const isWhole = query.data.state === 'succeeded' && onlyWell(comparison.outcomes);
  return (
    <>
      <OperationState operation={query.data} partly={t('restoredPartly')} />
      {query.data.state === 'running' ? null : (
        <Notice tone={isWhole ? 'good' : 'warning'} role="status">
          {outcomes
            .map((outcome) => [outcome, comparison.outcomes[outcome] ?? 0] as const)
            .filter(([, count]) => count > 0)
            .map(([outcome, count]) => t(`outcomeCount.${outcome}`, { count }))
            .join(' ')}
        </Notice>
      )}
    </>
  );
};

const onlyWell = (counts: Comparison['outcomes']): boolean =>
  outcomes.every((outcome: ReturnOutcome) => outcome === 'restored' || !counts[outcome]);

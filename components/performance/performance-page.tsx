'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { OperationProgress } from '@/components/activity/operation-progress';
import { AppLink } from '@/components/shell/app-link';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useRecentOperations } from '@/lib/api/operations';
import { usePerformanceChecks } from '@/lib/api/performance';
import { useMay } from '../shell/session-context';
import { CheckDetail } from './check-detail';
import { ChecksTable } from './checks-table';
import { StartCheck } from './start-check';

/** Whether a cluster keeps up with a load: the start of a check, its progress, and what was found. */
export const PerformancePage = ({ cluster }: { cluster: string }) => {
  const [chosen, choose] = useQueryState('check', parseAsString);
  const query = usePerformanceChecks(cluster);
  const operations = useRecentOperations(cluster);
  const latest = operations.data?.operations.find(({ kind }) => kind === 'performance-check');
  const running = latest?.state === 'running' ? latest : undefined;
  // Why a check could not write stands with its operation only.
  const isTelling = running !== undefined || latest?.state === 'failed';
  const checks = query.data?.filter(({ id }) => id !== running?.id);
  const newest = checks?.find(({ result }) => result !== null) ?? checks?.[0];
  const shown = checks?.find(({ id }) => id === chosen) ?? newest;
  return (
    <div className="grid gap-5">
      <Introduction cluster={cluster} isRunning={running !== undefined} />
      {latest !== undefined && isTelling ? (
        <Card className="p-4">
          <OperationProgress operation={latest} />
        </Card>
      ) : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : null}
      {query.isPending ? <Skeleton className="h-60" /> : null}
      {shown === undefined ? null : <CheckDetail key={shown.id} cluster={cluster} check={shown} />}
      {checks === undefined ? null : checks.length === 0 ? (
        running === undefined && <NeverChecked />
      ) : (
        <ChecksTable checks={checks} shown={shown?.id} onShow={(id) => void choose(id)} />
      )}
    </div>
  );
};

const Introduction = ({ cluster, isRunning }: { cluster: string; isRunning: boolean }) => {
  const t = useTranslations('performance');
  return (
    <Card aria-labelledby="performance">
      <CardHeader id="performance" title={t('title')}>
        <AppLink
          className="text-blue text-sm hover:underline"
          href={`/clusters/${cluster}/metrics`}
        >
          {t('toMetrics')}
        </AppLink>
        <StartCheck cluster={cluster} isRunning={isRunning} />
      </CardHeader>
      <p className="px-4 pb-3 text-muted">{t('what')}</p>
    </Card>
  );
};

const NeverChecked = () => {
  const t = useTranslations('performance');
  const mayCheck = useMay('performance:check');
  return (
    <Card>
      <EmptyState title={t('none')}>
        {t('noneHint')} {mayCheck ? null : t('noneViewer')}
      </EmptyState>
    </Card>
  );
};

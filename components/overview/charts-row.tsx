'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Card, CardHeader } from '../ui/card';
import { Skeleton } from '../ui/skeleton';

const MetricChart = lazy(async () => ({
  default: (await import('../metrics/metric-chart')).MetricChart,
}));

const charts = [
  { panelId: 'wal-fsync', title: 'walFsync' },
  { panelId: 'backend-commit', title: 'backendCommit' },
  { panelId: 'peer-round-trip', title: 'peerRoundTrip' },
] as const;

const neverChanges = () => () => {};

/** The three latencies that say most about etcd, per member, over the last hour. */
export const ChartsRow = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('overview.charts');
  // Charts size themselves by inline style, which the page's CSP refuses in the server's HTML.
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <div className="grid gap-5 lg:grid-cols-3">
      {charts.map(({ panelId, title }) => {
        const words = { title: t(title), note: t('p99') };
        const waiting = (
          <>
            <CardHeader {...words}>
              <span className="text-muted text-xs">{t('span')}</span>
            </CardHeader>
            <Skeleton className="mx-4 mb-4 h-46" />
          </>
        );
        return (
          <Card key={panelId} aria-label={words.title}>
            {isBrowser ? (
              <Suspense fallback={waiting}>
                <MetricChart
                  cluster={cluster}
                  panelId={panelId}
                  range="1h"
                  span={t('span')}
                  {...words}
                />
              </Suspense>
            ) : (
              waiting
            )}
          </Card>
        );
      })}
    </div>
  );
};

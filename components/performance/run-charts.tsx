'use client';

import { lazy, type ReactNode, Suspense } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { PerformanceResult } from '@/lib/domain/api/performance';
import { formatValue } from '@/lib/domain/metrics/format-value';
import { checkLimits } from '@/lib/domain/performance/judge-check';
import { useIsBrowser } from '../metrics/use-is-browser';
import { Card, CardHeader } from '../ui/card';
import { Skeleton } from '../ui/skeleton';
import { runLine } from './run-line';

const LineChart = lazy(async () => ({
  default: (await import('../metrics/line-chart')).LineChart,
}));
const MetricChart = lazy(async () => ({
  default: (await import('../metrics/metric-chart')).MetricChart,
}));

/** Samples are seconds apart, so the charts of the members reach a minute further. */
const aroundMilliseconds = 60_000;

type RunChartsProps = { cluster: string; rate: number; result: PerformanceResult };

/** A check second by second, and what its members' disks did meanwhile. */
export const RunCharts = ({ cluster, rate, result }: RunChartsProps) => {
  const t = useTranslations('performance.charts');
  const locale = useLocale();
  const isBrowser = useIsBrowser();
  const [from, to] = [Date.parse(result.from), Date.parse(result.to)];
  const around = { from: from - aroundMilliseconds, to: to + aroundMilliseconds };
  const own = [
    { name: 'throughput', unit: 'perSecond', guide: rate * checkLimits.throughputShare },
    { name: 'slowest', unit: 'seconds', guide: checkLimits.slowestSeconds },
  ] as const;
  const disks = [
    { panelId: 'wal-fsync', title: t('walFsync') },
    { panelId: 'backend-commit', title: t('backendCommit') },
  ] as const;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      {own.map(({ name, unit, guide }) => (
        <Card key={name} aria-label={t(name)}>
          <CardHeader title={t(name)} note={t('run')} />
          <Waiting isBrowser={isBrowser}>
            <div className="h-46 px-2 pb-3">
              <LineChart
                label={t('label', { title: t(name) })}
                content={{
                  lines: [runLine(result, name, t('line'))],
                  unit,
                  span: { from, to },
                  guide: {
                    value: guide,
                    label: t('limit', { limit: formatValue(guide, unit, locale) }),
                  },
                  since: null,
                  marks: [],
                  isState: false,
                }}
                onZoom={undefined}
              />
            </div>
          </Waiting>
        </Card>
      ))}
      {disks.map(({ panelId, title }) => (
        <Card key={panelId} aria-label={title}>
          <Waiting isBrowser={isBrowser}>
            <MetricChart
              cluster={cluster}
              panelId={panelId}
              range={around}
              title={title}
              note={t('p99')}
              span={t('span')}
            />
          </Waiting>
        </Card>
      ))}
    </div>
  );
};

const Waiting = ({ isBrowser, children }: { isBrowser: boolean; children: ReactNode }) => {
  const waiting = <Skeleton className="m-4 h-46" />;
  return isBrowser ? <Suspense fallback={waiting}>{children}</Suspense> : waiting;
};

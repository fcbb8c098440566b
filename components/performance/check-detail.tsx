'use client';

import { useTranslations } from 'use-intl';
import type { PerformanceCheck, PerformanceResult } from '@/lib/domain/api/performance';
import { Card, CardHeader } from '../ui/card';
import { Notice } from '../ui/notice';
import { useFormat } from '../ui/use-format';
import { CheckRules } from './check-rules';
import { RunCharts } from './run-charts';
import { verdictTones } from './verdict-tag';

/** One check: the verdict in words, its rules with numbers, and the charts of its time. */
export const CheckDetail = ({ cluster, check }: { cluster: string; check: PerformanceCheck }) => {
  const t = useTranslations('performance');
  const format = useFormat();
  const { load, seconds, startedAt, result, state, cleaned, prefix } = check;
  const loadText = t(`loads.${load}`);
  return (
    <>
      <Card aria-labelledby="check">
        <CardHeader
          id="check"
          title={
            result === null
              ? t('loadFor', { load: loadText, seconds })
              : t(`sentence.${result.verdict}`, { load: loadText })
          }
          note={`${t('loadFor', { load: loadText, seconds })} · ${format.dateTime(startedAt)}`}
        />
        <div className="grid gap-3 px-4 pb-4">
          {result === null ? <Notice>{t('without', { state })}</Notice> : null}
          {result?.verdict === 'inconclusive' ? (
            <Notice tone={verdictTones.inconclusive}>
              {t('inconclusiveWhy', { busy: format.percent(result.processBusy) })}
            </Notice>
          ) : null}
          {result?.stoppedEarly ? <Notice tone="critical">{t('stoppedEarly')}</Notice> : null}
          {cleaned || state === 'running' ? null : (
            <Notice tone="warning">{t('notCleaned', { prefix })}</Notice>
          )}
          {result === null ? null : <Figures result={result} />}
        </div>
        {result === null ? null : <CheckRules findings={result.findings} />}
      </Card>
      {result === null ? null : <RunCharts cluster={cluster} rate={check.rate} result={result} />}
    </>
  );
};

const Figures = ({ result }: { result: PerformanceResult }) => {
  const t = useTranslations('performance');
  const format = useFormat();
  const time = (seconds: number): string => format.milliseconds(seconds * 1_000);
  const failures = result.failures.map(({ code, count }) => t('failureCount', { code, count }));
  const figures = [
    [t('columns.throughput'), format.count(Math.round(result.throughput))],
    [t('facts.puts'), format.count(result.completed)],
    [t('facts.failed'), [format.count(result.failed), ...failures].join(' · ')],
    [t('facts.unsent'), format.count(result.unsent)],
    [t('facts.mean'), time(result.mean)],
    [t('facts.fastest'), time(result.fastest)],
    ['p50', time(result.p50)],
    ['p90', time(result.p90)],
    ['p99', time(result.p99)],
    [t('columns.slowest'), time(result.slowest)],
    [t('columns.deviation'), time(result.deviation)],
    [t('facts.members'), result.members.join(', ')],
    [t('facts.busy'), format.percent(result.processBusy)],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
};

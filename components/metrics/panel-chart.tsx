'use client';

import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import type { Panel, Panels } from '@/lib/domain/api/metrics';
import { memberColours } from '@/lib/domain/metrics/member-colour';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { Skeleton } from '../ui/skeleton';
import { ChartLegend } from './chart-legend';
import { type ChartLine, chartLines, hasValues, highestValue } from './chart-lines';
import { ChartTable } from './chart-table';
import type { ChartGuide } from './line-chart';
import { NoValues } from './no-values';
import { useChartFormat } from './use-chart-format';
import { useMarkText } from './use-mark-text';

const LineChart = lazy(async () => ({ default: (await import('./line-chart')).LineChart }));

/** A quota far above all values would flatten them, so it is drawn only once it is near. */
const quotaShare = 0.5;

/** A quantile that panels of distributions can show. */
export type Quantile = 'p50' | 'p90' | 'p99';

/** What a panel shows, and how. */
export type PanelChartProps = {
  data: Panels;
  panel: Panel;
  declaration: PanelDeclaration;
  quantile: Quantile;
  isTable: boolean;
};

const neverChanges = () => () => {};

/** Charts set sizes by inline style, which the page's CSP refuses in the server's HTML. */
const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );

const shownParts = ({ isDistribution, lines }: PanelDeclaration, quantile: Quantile): string[] =>
  isDistribution ? [quantile] : lines.map(({ part }) => part);

const useGuide = (panel: Panel, quota: readonly ChartLine[], highest: number) => {
  const t = useTranslations('metrics');
  const { value } = useChartFormat(panel.unit, 0);
  const lowestQuota = Math.min(
    ...quota.map(({ series }) => series.latest?.value ?? Number.POSITIVE_INFINITY),
  );
  const guide = (level: number, kind: 'guide' | 'quota'): ChartGuide => ({
    value: level,
    label: t(kind, { value: value(level) }),
  });
  if (panel.guide !== null) {
    return guide(panel.guide, 'guide');
  }
  return highest > lowestQuota * quotaShare ? guide(lowestQuota, 'quota') : undefined;
};

/** A panel as chart or table, with its legend; or why there is nothing to draw. */
export const PanelChart = ({ data, panel, declaration, quantile, isTable }: PanelChartProps) => {
  const t = useTranslations('metrics');
  const title = useTranslations('metrics.panels')(`${declaration.id}.title`);
  const markText = useMarkText();
  const isBrowser = useIsBrowser();
  const present = data.scrapes.map(({ memberName }) => memberName);
  const left = panel.series.map(({ memberName }) => memberName);
  const colours = memberColours(present, left);
  const lines = chartLines(panel, shownParts(declaration, quantile), colours);
  const quota = lines.filter(({ part }) => part === 'quota');
  const drawn = lines.filter(({ part }) => part !== 'quota');
  const guide = useGuide(panel, quota, highestValue(drawn));
  const [from, to] = [Date.parse(data.from), Date.parse(data.to)];
  const label = t('chartLabel', { panel: title, part: declaration.isDistribution ? quantile : '' });
  const waiting = <Skeleton className="mx-4 h-46" />;
  if (!hasValues(lines)) {
    return <NoValues data={data} panel={panel} />;
  }
  return (
    <>
      {isTable ? (
        <ChartTable label={label} lines={lines} unit={panel.unit} span={to - from} />
      ) : isBrowser ? (
        <Suspense fallback={waiting}>
          <LineChart
            label={label}
            lines={drawn}
            unit={panel.unit}
            from={from}
            to={to}
            guide={guide}
            marks={data.marks.map((mark) => ({
              time: Date.parse(mark.time),
              label: markText(mark),
            }))}
            syncId={data.scrapes[0]?.memberId ?? ''}
          />
        </Suspense>
      ) : (
        waiting
      )}
      <div className="px-4 pt-1 pb-3">
        <ChartLegend panel={panel} lines={lines} />
        {panel.notExposed.length > 0 ? (
          <p className="text-muted text-xs">
            {t('notExposedBy', { members: panel.notExposed.join(', ') })}
          </p>
        ) : null}
      </div>
    </>
  );
};

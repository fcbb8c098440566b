'use client';

import clsx from 'clsx';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl';
import type { Panel, Panels } from '@/lib/domain/api/metrics';
import { memberColours } from '@/lib/domain/metrics/member-colour';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { Skeleton } from '../ui/skeleton';
import { ChartLegend } from './chart-legend';
import {
  type ChartLine,
  chartLines,
  hasValues,
  highestValue,
  isLevel,
  type LineChoice,
} from './chart-lines';
import { ChartTable } from './chart-table';
import type { ChartGuide } from './drawing-content';
import { NoValues } from './no-values';
import { NotExposedNote } from './not-exposed-note';
import type { MarkKind } from './place-marks';
import { useChartFormat } from './use-chart-format';
import { useIsBrowser } from './use-is-browser';
import { useChartMarks } from './use-mark-text';

const LineChart = lazy(async () => ({ default: (await import('./line-chart')).LineChart }));

/** A quota far above all values would flatten them, so it is drawn only once it is near. */
const levelShare = 0.5;

/** What a panel shows, and how. */
export type PanelChartProps = {
  data: Panels;
  panel: Panel;
  declaration: PanelDeclaration;
  choice: LineChoice;
  isTable?: boolean;
  /** The member that is shown alone, if one is, and how to change that. */
  alone?: string | null;
  onAlone?: (member: string | null) => void;
  onZoom?: (span: TimeSpan) => void;
  hiddenMarks?: readonly MarkKind[];
  /** Whether it takes the height it is given instead of a chart's usual one. */
  isTall?: boolean;
  /** A level of an alert's rule that stands in place of the guide line, once values come near it. */
  threshold?: ChartGuide;
};

const useGuide = (
  panel: Panel,
  levels: readonly ChartLine[],
  highest: number,
  threshold: ChartGuide | undefined,
) => {
  const t = useTranslations('metrics');
  const { value } = useChartFormat(panel.unit, 0);
  const lowest = Math.min(
    ...levels.map(({ series }) => series.latest?.value ?? Number.POSITIVE_INFINITY),
  );
  const guide = (level: number, kind: 'guide' | 'quota' | 'limit'): ChartGuide => ({
    value: level,
    label: t(kind, { value: value(level) }),
  });
  if (threshold !== undefined) {
    return highest > threshold.value * levelShare ? threshold : undefined;
  }
  if (panel.guide !== null) {
    return guide(panel.guide, 'guide');
  }
  const kind = levels[0]?.part === 'quota' ? 'quota' : 'limit';
  return highest > lowest * levelShare ? guide(lowest, kind) : undefined;
};

/** A panel as chart or table, with its legend; or why there is nothing to draw. */
export const PanelChart = ({
  data,
  panel,
  declaration,
  choice,
  isTable = false,
  alone = null,
  onAlone,
  onZoom,
  hiddenMarks = [],
  isTall = false,
  threshold,
}: PanelChartProps) => {
  const t = useTranslations('metrics');
  const title = useTranslations('metrics.panels')(`${declaration.id}.title`);
  const marks = useChartMarks(data.marks, hiddenMarks);
  const isBrowser = useIsBrowser();
  const present = data.scrapes.map(({ memberName }) => memberName);
  const left = panel.series.map(({ memberName }) => memberName);
  const lines = chartLines(panel, declaration, choice, memberColours(present, left));
  const isAlone = lines.some(({ memberName }) => memberName === alone);
  const shown = isAlone ? lines.filter(({ memberName }) => memberName === alone) : lines;
  const drawn = shown.filter((line) => !isLevel(line));
  const guide = useGuide(panel, shown.filter(isLevel), highestValue(drawn), threshold);
  const span = { from: Date.parse(data.from), to: Date.parse(data.to) };
  const label = t('chartLabel', {
    panel: title,
    part: declaration.shape === 'distribution' ? t(`quantiles.${choice.quantile}`) : '',
  });
  const content = {
    lines: drawn,
    unit: panel.unit,
    span,
    guide,
    marks,
  };
  const waiting = <Skeleton className="mx-4 h-46" />;
  if (!hasValues(lines)) {
    return <NoValues data={data} panel={panel} />;
  }
  return (
    <>
      <div className={clsx(isTall ? 'min-h-46 flex-1' : 'h-46')}>
        {isTable ? (
          <ChartTable label={label} lines={shown} unit={panel.unit} span={span.to - span.from} />
        ) : isBrowser ? (
          <Suspense fallback={waiting}>
            <LineChart label={label} content={content} onZoom={onZoom} />
          </Suspense>
        ) : (
          waiting
        )}
      </div>
      <div className="px-4 pt-1 pb-3">
        <ChartLegend panel={panel} lines={lines} alone={isAlone ? alone : null} onAlone={onAlone} />
        <NotExposedNote members={panel.notExposed} />
      </div>
    </>
  );
};

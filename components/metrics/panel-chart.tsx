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
import { isStatePanel, isUsual } from './state-bands';
import { StateNote } from './state-note';
import { useChartFormat } from './use-chart-format';
import { useIsBrowser } from './use-is-browser';
import { useChartMarks } from './use-mark-text';

const LineChart = lazy(async () => ({ default: (await import('./line-chart')).LineChart }));

/** A quota far above all values would flatten them, so it is drawn only once it is near. */
const levelShare = 0.5;

/** What a panel shows, and how. */
export type PanelChartProps = {
  data: Panels;
  /** The time its axis shows; that of the values where none is given. */
  axis?: TimeSpan;
  /** When collecting began, where that is within the axis. */
  since?: number | null;
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
  /** Whether threshold and quota are drawn however far the values are from them. */
  isGuideKept?: boolean;
};

const useGuide = (
  panel: Panel,
  levels: readonly ChartLine[],
  highest: number,
  { threshold, isGuideKept = false }: Pick<PanelChartProps, 'threshold' | 'isGuideKept'>,
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
    return isGuideKept || highest > threshold.value * levelShare ? threshold : undefined;
  }
  if (panel.guide !== null) {
    return guide(panel.guide, 'guide');
  }
  const kind = levels[0]?.part === 'quota' ? 'quota' : 'limit';
  const isNear = isGuideKept || highest > lowest * levelShare;
  return isNear && Number.isFinite(lowest) ? guide(lowest, kind) : undefined;
};

/** A panel as chart or table, with its legend; or why there is nothing to draw. */
export const PanelChart = ({
  data,
  axis,
  since = null,
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
  isGuideKept,
}: PanelChartProps) => {
  const t = useTranslations('metrics');
  const title = useTranslations('metrics.panels')(`${declaration.id}.title`);
  const marks = useChartMarks(data.marks, hiddenMarks);
  const isBrowser = useIsBrowser();
  const present = data.scrapes.map(({ memberName }) => memberName);
  const left = panel.series.map(({ memberName }) => memberName);
  const isState = isStatePanel(declaration.id);
  const lines = chartLines(panel, declaration, choice, memberColours(present, left)).map((line) =>
    isState ? { ...line, dash: undefined, isPale: isUsual(line) } : line,
  );
  const isAlone = lines.some(({ memberName }) => memberName === alone);
  const shown = isAlone ? lines.filter(({ memberName }) => memberName === alone) : lines;
  const drawn = shown.filter((line) => !isLevel(line));
  const guide = useGuide(panel, shown.filter(isLevel), highestValue(drawn), {
    threshold,
    isGuideKept,
  });
  const level = threshold?.value ?? panel.guide;
  const span = axis ?? { from: Date.parse(data.from), to: Date.parse(data.to) };
  const label = t('chartLabel', {
    panel: title,
    part: declaration.shape === 'distribution' ? t(`quantiles.${choice.quantile}`) : '',
  });
  const content = {
    lines: drawn,
    unit: panel.unit,
    span,
    since,
    guide,
    marks,
    isState,
  };
  const waiting = <Skeleton className="mx-4 h-46" />;
  if (!hasValues(lines)) {
    return <NoValues data={data} panel={panel} />;
  }
  return (
    <>
      <div className={clsx(isTall ? 'min-h-46 flex-1' : 'h-46')}>
        {isTable ? (
          <ChartTable
            label={label}
            lines={shown}
            unit={panel.unit}
            span={span.to - span.from}
            guide={level}
          />
        ) : isBrowser ? (
          <Suspense fallback={waiting}>
            <LineChart label={label} content={content} onZoom={onZoom} />
          </Suspense>
        ) : (
          waiting
        )}
      </div>
      <div className="px-4 pt-1 pb-3">
        <ChartLegend
          unit={panel.unit}
          guide={level}
          lines={lines}
          alone={isAlone ? alone : null}
          onAlone={onAlone}
        />
        {isTable ? null : <StateNote panel={declaration.id} />}
        <NotExposedNote members={panel.notExposed} />
      </div>
    </>
  );
};

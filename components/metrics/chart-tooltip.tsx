'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Unit } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import type { ChartLine } from './chart-lines';
import { LineKey } from './line-key';
import { MarkKey } from './marks-layer';
import { measuredAt } from './measured-value';
import { type ChartMark, nearMarks, type PointedTime } from './place-marks';
import { nearestIndex, type PlotArea, placeOfTime, plotMargin } from './plot-area';
import { useChartFormat } from './use-chart-format';
import { useMarkTitle } from './use-mark-title';
import { useLineName } from './use-part-name';

/** Where the crosshair is past this part of the chart, its values stand before it. */
const turningShare = 0.5;
/** Between the crosshair and its values, in pixels. */
const distance = 10;
/** The widths of the values: within the chart, which on a phone is the window, as far as they fit. */
const widest = 280;
const narrowest = 140;

type TooltipPlaceProps = { area: PlotArea; span: TimeSpan; time: number; children: ReactNode };

/** Puts values beside the crosshair, on the side that has room. */
export const TooltipPlace = ({ area, span, time, children }: TooltipPlaceProps) => {
  const place = placeOfTime(area, span, time);
  const isBefore = place - area.left > area.width * turningShare;
  const room = isBefore ? place : area.left + area.width + plotMargin.right - place;
  return (
    <div
      className={clsx(
        'pointer-events-none absolute z-20 w-max rounded-md border border-line-strong bg-card px-2.5 py-1.5 text-sm shadow-pop',
        isBefore && '-translate-x-full',
      )}
      style={{
        top: area.top + 4,
        left: place + (isBefore ? -distance : distance),
        maxWidth: Math.min(widest, Math.max(narrowest, room)),
      }}
    >
      {children}
    </div>
  );
};

type NearMarksProps = { marks: readonly ChartMark[]; pointed: PointedTime };

/** What happened where the crosshair is. */
export const NearMarks = ({ marks, pointed }: NearMarksProps) => {
  const titleOf = useMarkTitle();
  return nearMarks(marks, pointed).map((mark) => (
    <div key={mark.key} className="flex items-start gap-1.5">
      <MarkKey kind={mark.kind} />
      <span>{titleOf(mark)}</span>
    </div>
  ));
};

type ChartTooltipProps = {
  time: number;
  lines: readonly ChartLine[];
  times: readonly number[];
  unit: Unit;
  span: TimeSpan;
  /** The level of the guide line, if there is one. */
  guide: number | null;
};

/** Every line's value at the crosshair. */
export const ChartTooltip = ({ time, lines, times, unit, span, guide }: ChartTooltipProps) => {
  const lineName = useLineName();
  const format = useChartFormat(unit, span.to - span.from);
  const index = nearestIndex(times, time);
  return (
    <>
      <div className="text-muted">{format.exactTime(time)}</div>
      {lines.map((line) => (
        <div key={line.key} className="flex items-center gap-1.5">
          <LineKey colour={line.colour} dash={line.dash} isPale={line.isPale} />
          <span className="text-muted">{lineName(line)}</span>
          <strong className="ml-auto whitespace-nowrap pl-3">
            {format.measured(measuredAt(line.series, index), guide)}
          </strong>
        </div>
      ))}
    </>
  );
};

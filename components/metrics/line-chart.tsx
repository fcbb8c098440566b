'use client';

import { useRef } from 'react';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { BandDrawing } from './band-drawing';
import { ChartOverlay } from './chart-overlay';
import { ChartTooltip, NearMarks } from './chart-tooltip';
import type { LineDrawingContent } from './drawing-content';
import { LineDrawing } from './line-drawing';
import { MarksLayer } from './marks-layer';
import { measuredAt } from './measured-value';
import { nearMarks } from './place-marks';
import { nearestIndex, plotArea } from './plot-area';
import { UncollectedArea } from './uncollected-area';
import { useChartFormat } from './use-chart-format';
import { useInSight } from './use-in-sight';
import { useMarkTitle } from './use-mark-title';
import { useLineName } from './use-part-name';
import { useSize } from './use-size';
import { useTurn } from './use-turn';

type LineChartProps = {
  /** What it shows, for screen readers; the values are in the table view. */
  label: string;
  content: LineDrawingContent;
  onZoom: ((span: TimeSpan) => void) | undefined;
};

const timesOf = ({ lines }: LineDrawingContent): number[] =>
  (lines[0]?.series.points ?? []).map(([time]) => time);

/**
 * Lines over time, one per member, with guide lines and marks. Drawn in the browser only, only in
 * sight and only when it is its turn: a page has many, and every scrape changes all.
 */
export const LineChart = ({ label, content, onZoom }: LineChartProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const isInSight = useInSight(frame);
  const size = useSize(frame);
  const shown = useTurn(content, size.width, size.height, isInSight);
  return (
    <div ref={frame} data-chart={label} className="relative h-full min-h-46">
      {shown === undefined ? null : (
        <>
          {/* Out of sight a chart keeps its width until its turn, which must not widen the page. */}
          <div aria-hidden className="absolute inset-0 overflow-clip">
            <UncollectedArea
              area={plotArea(shown.width, shown.height)}
              span={shown.content.span}
              since={shown.content.since}
            />
            {shown.content.isState ? <BandDrawing {...shown} /> : <LineDrawing {...shown} />}
            <MarksLayer
              marks={shown.content.marks}
              span={shown.content.span}
              width={shown.width}
              height={shown.height}
            />
          </div>
          <LineOverlay label={label} {...shown} onZoom={onZoom} />
        </>
      )}
    </div>
  );
};

type LineOverlayProps = {
  label: string;
  content: LineDrawingContent;
  width: number;
  height: number;
  onZoom: LineChartProps['onZoom'];
};

const LineOverlay = ({ label, content, width, height, onZoom }: LineOverlayProps) => {
  const { lines, unit, span, marks } = content;
  const level = content.guide?.value ?? null;
  const area = plotArea(width, height);
  const lineName = useLineName();
  const titleOf = useMarkTitle();
  const format = useChartFormat(unit, span.to - span.from);
  const times = timesOf(content);
  const wordsAt = (time: number): string => {
    const index = nearestIndex(times, time);
    const values = lines.map(
      (line) => `${lineName(line)} ${format.measured(measuredAt(line.series, index), level)}`,
    );
    const titles = nearMarks(marks, { area, span, times, time }).map(titleOf);
    return [format.exactTime(time), ...values, ...titles].join(', ');
  };
  return (
    <ChartOverlay
      label={label}
      area={area}
      span={span}
      times={times}
      wordsAt={wordsAt}
      onZoom={onZoom}
    >
      {({ time }) => (
        <>
          <ChartTooltip
            time={time}
            lines={lines}
            times={times}
            unit={unit}
            span={span}
            guide={level}
          />
          <NearMarks marks={marks} pointed={{ area, span, times, time }} />
        </>
      )}
    </ChartOverlay>
  );
};

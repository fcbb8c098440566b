'use client';

import { useRef } from 'react';
import type { Heatmap } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { ChartOverlay } from './chart-overlay';
import { NearMarks } from './chart-tooltip';
import type { ChartGuide } from './drawing-content';
import { HeatAxes } from './heat-axes';
import { HeatCanvas } from './heat-canvas';
import { columnAt, columnTimes, heatCells, rowAt } from './heat-cells';
import { HeatTooltip, useColumnText } from './heat-tooltip';
import { MarksLayer } from './marks-layer';
import { type ChartMark, nearMarks } from './place-marks';
import { plotArea } from './plot-area';
import { UncollectedArea } from './uncollected-area';
import { useChartFormat } from './use-chart-format';
import { useMarkTitle } from './use-mark-title';
import { useSize } from './use-size';

type HeatChartProps = {
  /** What it shows, for screen readers; the counts are in the table view. */
  label: string;
  heatmap: Heatmap;
  span: TimeSpan;
  /** When collecting began, where that is within the span. */
  since: number | null;
  guide: ChartGuide | undefined;
  marks: readonly ChartMark[];
  onZoom: ((span: TimeSpan) => void) | undefined;
};

/** How many observations had which size at which time, of one member. */
export const HeatChart = ({
  label,
  heatmap,
  span,
  since,
  guide,
  marks,
  onZoom,
}: HeatChartProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const { unit } = heatmap;
  const length = span.to - span.from;
  const { exactTime } = useChartFormat(unit, length);
  const area = plotArea(width, height);
  const cells = heatCells(heatmap, span.from);
  const titleOf = useMarkTitle();
  const columnText = useColumnText(cells, unit);
  const times = columnTimes(cells);
  const wordsAt = (time: number): string => {
    const titles = nearMarks(marks, { area, span, times, time }).map(titleOf);
    return [exactTime(time), columnText(columnAt(cells, time)), ...titles].join(', ');
  };
  const drawn = { area, span, width, height };
  return (
    <div ref={frame} className="relative h-full min-h-46">
      {width === 0 ? null : (
        <>
          <UncollectedArea area={area} span={span} since={since} />
          <HeatCanvas cells={cells} {...drawn} />
          <HeatAxes cells={cells} unit={unit} guide={guide} {...drawn} />
          <MarksLayer marks={marks} span={span} width={width} height={height} />
          <ChartOverlay
            label={label}
            area={area}
            span={span}
            times={times}
            wordsAt={wordsAt}
            onZoom={onZoom}
          >
            {({ time, level }) => {
              const column = columnAt(cells, time);
              const row = level === null ? undefined : rowAt(cells, level, area.height);
              return column === undefined ? null : (
                <>
                  <HeatTooltip cells={cells} column={column} row={row} unit={unit} span={length} />
                  <NearMarks marks={marks} pointed={{ area, span, times, time }} />
                </>
              );
            }}
          </ChartOverlay>
        </>
      )}
    </div>
  );
};

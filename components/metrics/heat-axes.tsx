'use client';

import type { Unit } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import type { ChartGuide } from './drawing-content';
import { GuideLabel } from './guide-label';
import { type HeatCells, shareOfValue } from './heat-cells';
import type { PlotArea } from './plot-area';
import { TimeLabels } from './time-labels';
import { useChartFormat } from './use-chart-format';

const fontSize = 10.5;
const labelHeight = 16;

type HeatAxesProps = {
  cells: HeatCells;
  unit: Unit;
  area: PlotArea;
  span: TimeSpan;
  guide: ChartGuide | undefined;
  width: number;
  height: number;
};

/** The bounds of the buckets, the times, and the guide line of a heat map. */
export const HeatAxes = ({ cells, unit, area, span, guide, width, height }: HeatAxesProps) => {
  const { value } = useChartFormat(unit, span.to - span.from);
  const { rows } = cells;
  const every = Math.max(1, Math.ceil((rows.length * labelHeight) / area.height));
  const bottom = area.top + area.height;
  const placeOfShare = (share: number): number => bottom - share * area.height;
  const guideShare = guide === undefined ? undefined : shareOfValue(cells, guide.value);
  return (
    <svg
      aria-hidden
      width={width}
      height={height}
      fontSize={fontSize}
      className="pointer-events-none absolute inset-0 fill-muted"
    >
      {rows.map(({ lower, upper }, row) =>
        row % every === 0 && upper !== null ? (
          <text
            key={lower}
            x={area.left - 8}
            y={placeOfShare((row + 1) / rows.length) + 4}
            textAnchor="end"
          >
            {value(upper)}
          </text>
        ) : null,
      )}
      <TimeLabels area={area} span={span} width={width} />
      {guide === undefined || guideShare === undefined ? null : (
        <g>
          <line
            x1={area.left}
            x2={area.left + area.width}
            y1={placeOfShare(guideShare)}
            y2={placeOfShare(guideShare)}
            stroke="var(--red)"
            strokeDasharray="4 3"
          />
          <GuideLabel guide={guide} area={area} level={placeOfShare(guideShare)} />
        </g>
      )}
    </svg>
  );
};

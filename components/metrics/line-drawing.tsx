'use client';

import {
  CartesianGrid,
  Line,
  LineChart as RechartsLineChart,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import { valueTicks } from '@/lib/domain/metrics/axis-ticks';
import { chartRows, highestValue } from './chart-lines';
import type { LineDrawingContent } from './drawing-content';
import { GuideLabel } from './guide-label';
import { axisSize, plotArea, plotMargin } from './plot-area';
import { useChartFormat } from './use-chart-format';
import { useTimeAxis } from './use-time-axis';

const tick = { fill: 'var(--muted)', fontSize: 10.5 };

type LineDrawingProps = { content: LineDrawingContent; width: number; height: number };

/** The lines, axes and guide line of a chart; what moves over it is not its business. */
export const LineDrawing = ({ content, width, height }: LineDrawingProps) => {
  const { lines, unit, span, guide } = content;
  const { value } = useChartFormat(unit, span.to - span.from);
  const area = plotArea(width, height);
  const times = useTimeAxis(span, width);
  // A little more than the guide, so that it is never the upper edge.
  const values = valueTicks(Math.max(highestValue(lines), (guide?.value ?? 0) * 1.05), unit);
  const highest = values.at(-1) ?? 1;
  return (
    <>
      <RechartsLineChart
        width={width}
        height={height}
        data={chartRows(lines)}
        accessibilityLayer={false}
        margin={plotMargin}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="time"
          type="number"
          height={axisSize.time}
          domain={[span.from, span.to]}
          allowDataOverflow
          ticks={times.ticks}
          interval={0}
          tickFormatter={times.nameOf}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <YAxis
          domain={[0, highest]}
          ticks={values}
          interval={0}
          tickFormatter={value}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={axisSize.values}
        />
        {guide === undefined ? null : (
          <ReferenceLine
            y={guide.value}
            stroke="var(--red)"
            strokeDasharray="4 3"
            strokeOpacity={0.75}
          />
        )}
        {lines.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            stroke={line.colour}
            strokeWidth={1.5}
            strokeDasharray={line.dash}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
      </RechartsLineChart>
      {/* Over the chart, which draws its lines above whatever else is in it. */}
      {guide === undefined ? null : (
        <svg
          aria-hidden
          width={width}
          height={height}
          className="pointer-events-none absolute inset-0 overflow-hidden"
        >
          <GuideLabel
            guide={guide}
            area={area}
            level={area.top + area.height * (1 - guide.value / highest)}
          />
        </svg>
      )}
    </>
  );
};

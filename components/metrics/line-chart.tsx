'use client';

import { useRef, useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart as RechartsLineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { Unit } from '@/lib/domain/api/metrics';
import { timeTicks, valueTicks } from '@/lib/domain/metrics/axis-ticks';
import { type ChartLine, chartRows, highestValue } from './chart-lines';
import { ChartTooltip } from './chart-tooltip';
import { useChartFormat } from './use-chart-format';
import { useInSight } from './use-in-sight';

/** A level with its name: a guide line or a quota. */
export type ChartGuide = { value: number; label: string };

/** A moment with its name: a leader change, a restart, an operation. */
export type ChartMark = { time: number; label: string };

/** What a chart draws. */
export type LineChartProps = {
  /** What it shows, for screen readers; the values are in the table view. */
  label: string;
  lines: readonly ChartLine[];
  unit: Unit;
  from: number;
  to: number;
  guide: ChartGuide | undefined;
  marks: readonly ChartMark[];
  /** Charts that share it share their crosshair. */
  syncId: string;
};

const tick = { fill: 'var(--muted)', fontSize: 10.5 };
/** Text over lines, kept readable by an edge of the card's colour. */
const overLines = { fontSize: 10.5, stroke: 'var(--card)', strokeWidth: 3, paintOrder: 'stroke' };
const wantedTimes = 6;
/** The crosshair is drawn in every chart of the page at once, so not for each move of the mouse. */
const hoverMilliseconds = 60;
/** About how much of a chart's width a letter of a label takes; Chinese ones take two. */
const letterShare = 0.02;

const labelShare = (label: string): number =>
  [...label].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1) * letterShare, 0);

/** Which marks have room for their label, left to right. */
const labelledMarks = (marks: readonly ChartMark[], from: number, to: number) => {
  let taken = 0;
  return marks.map((mark) => {
    const at = (mark.time - from) / (to - from);
    const share = labelShare(mark.label);
    // Near the right edge the label would be cut off, so it stands before its line.
    const isLate = at + share > 1;
    const isLabelled = (isLate ? at - share : at) >= taken;
    if (isLabelled) {
      taken = isLate ? at : at + share;
    }
    return { ...mark, isLabelled, position: isLate ? 'insideTopRight' : 'insideTopLeft' } as const;
  });
};

/**
 * Lines over time, one per member, with guide lines and marks. Drawn in the browser only, and only
 * in sight: a page has many of them, and every scrape changes all.
 */
export const LineChart = ({ label, ...drawn }: LineChartProps) => {
  const frame = useRef<HTMLDivElement>(null);
  const isInSight = useInSight(frame);
  return (
    <div ref={frame} role="img" aria-label={label} className="h-46 select-none">
      {isInSight ? <Drawing {...drawn} /> : null}
    </div>
  );
};

const Drawing = ({
  lines,
  unit,
  from,
  to,
  guide,
  marks,
  syncId,
}: Omit<LineChartProps, 'label'>) => {
  const { value, time, zoneOffset } = useChartFormat(unit, to - from);
  const [isHovered, setHovered] = useState(false);
  // A little more than the guide, so that it is never the upper edge.
  const values = valueTicks(Math.max(highestValue(lines), (guide?.value ?? 0) * 1.05), unit);
  const highest = values.at(-1) ?? 1;
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height: 184 }}>
      <RechartsLineChart
        data={chartRows(lines)}
        syncId={syncId}
        syncMethod="value"
        accessibilityLayer={false}
        throttleDelay={hoverMilliseconds}
        onMouseEnter={() => setHovered(true)}
        onMouseLeave={() => setHovered(false)}
        margin={{ top: 8, right: 18, bottom: 0, left: 4 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="time"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={timeTicks(from, to, wantedTimes, zoneOffset)}
          interval={0}
          tickFormatter={time}
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
          width={62}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--control)' }}
          content={({ active, label: at }) =>
            active && isHovered && typeof at === 'number' ? (
              <ChartTooltip time={at} lines={lines} unit={unit} />
            ) : null
          }
        />
        {labelledMarks(marks, from, to).map((mark) => (
          <ReferenceLine
            key={`${mark.time} ${mark.label}`}
            x={mark.time}
            stroke="var(--muted)"
            strokeDasharray="2 3"
            label={
              mark.isLabelled
                ? {
                    value: mark.label,
                    position: mark.position,
                    fill: 'var(--muted)',
                    ...overLines,
                  }
                : undefined
            }
          />
        ))}
        {guide === undefined ? null : (
          <ReferenceLine
            y={guide.value}
            stroke="var(--red)"
            strokeDasharray="4 3"
            strokeOpacity={0.75}
            label={{
              value: guide.label,
              position: guide.value > highest / 2 ? 'insideTopRight' : 'insideBottomRight',
              fill: 'var(--red-ink)',
              ...overLines,
            }}
          />
        )}
        {lines.map((line) => (
          <Line
            key={line.key}
            dataKey={line.key}
            stroke={line.colour}
            strokeWidth={1.5}
            strokeDasharray={line.isDashed ? '5 3' : undefined}
            dot={false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
          />
        ))}
      </RechartsLineChart>
    </ResponsiveContainer>
  );
};

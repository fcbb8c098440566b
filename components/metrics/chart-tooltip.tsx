'use client';

import type { Unit } from '@/lib/domain/api/metrics';
import type { ChartLine } from './chart-lines';
import { LineKey } from './line-key';
import { useChartFormat } from './use-chart-format';
import { usePartName } from './use-part-name';

type ChartTooltipProps = { time: number; lines: readonly ChartLine[]; unit: Unit };

const valueAt = ({ series }: ChartLine, time: number): number | null =>
  series.points.find(([at]) => at === time)?.[1] ?? null;

/** Every line's value at the crosshair. */
export const ChartTooltip = ({ time, lines, unit }: ChartTooltipProps) => {
  const partName = usePartName();
  const points = lines[0]?.series.points ?? [];
  const span = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  const format = useChartFormat(unit, span);
  return (
    <div className="rounded-md border border-line-strong bg-card px-2.5 py-1.5 text-sm shadow-pop">
      <div className="text-muted">{format.exactTime(time)}</div>
      {lines.map((line) => {
        const value = valueAt(line, time);
        return (
          <div key={line.key} className="flex items-center gap-1.5">
            <LineKey colour={line.colour} isDashed={line.isDashed} />
            <span className="text-muted">
              {line.memberName} {line.isDashed ? partName(line.part) : null}
            </span>
            <strong className="ml-auto pl-3">{value === null ? '—' : format.value(value)}</strong>
          </div>
        );
      })}
    </div>
  );
};

'use client';

import { timeTicks } from '@/lib/domain/metrics/axis-ticks';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { useChartFormat } from './use-chart-format';

/** About how much of the time axis one of its labels needs, in pixels. */
const labelWidth = 70;
const minute = 60_000;

/** The times named on the axis of a chart that is `width` pixels wide, and their names. */
export const useTimeAxis = (
  span: TimeSpan,
  width: number,
): { ticks: number[]; nameOf: (tick: number) => string } => {
  const { axisTime } = useChartFormat('count', span.to - span.from);
  const wanted = Math.max(2, Math.floor(width / labelWidth));
  const offset = -new Date().getTimezoneOffset() * minute;
  const ticks = timeTicks(span.from, span.to, wanted, offset);
  return { ticks, nameOf: axisTime(ticks) };
};

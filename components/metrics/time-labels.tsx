'use client';

import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { type PlotArea, placeOfTime } from './plot-area';
import { useTimeAxis } from './use-time-axis';

type TimeLabelsProps = { area: PlotArea; span: TimeSpan; width: number };

/** The times below a plot that is drawn without the library of charts. */
export const TimeLabels = ({ area, span, width }: TimeLabelsProps) => {
  const { ticks, nameOf } = useTimeAxis(span, width);
  return ticks.map((tick) => (
    <text
      key={tick}
      x={placeOfTime(area, span, tick)}
      y={area.top + area.height + 16}
      textAnchor="middle"
    >
      {nameOf(tick)}
    </text>
  ));
};

'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { onCrosshair } from './crosshair';
import { type PlotArea, placeOfTime } from './plot-area';

/** Where on a chart is pointed: the time, and in pixels the height within its plot or none. */
export type PointedAt = { time: number; level: number | null };

/**
 * Moves a chart's own line to where the crosshair is, on whichever chart that is pointed; tells
 * where, only if it is on this one.
 */
export const useCrosshair = (
  chart: string,
  line: RefObject<HTMLElement | null>,
  area: PlotArea,
  span: TimeSpan,
): PointedAt | null => {
  const [pointed, setPointed] = useState<PointedAt | null>(null);
  const { left, width, top, height } = area;
  const { from, to } = span;
  useEffect(
    () =>
      onCrosshair((position) => {
        const isIn = position !== null && position.time >= from && position.time <= to;
        if (line.current !== null) {
          line.current.hidden = !isIn;
          if (isIn) {
            const place = placeOfTime({ left, width, top, height }, { from, to }, position.time);
            line.current.style.transform = `translateX(${place}px)`;
          }
        }
        setPointed(isIn && position.chart === chart ? position : null);
      }),
    [chart, line, left, width, top, height, from, to],
  );
  return pointed;
};

'use client';

import { useEffect, useRef } from 'react';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { type HeatCells, strengthOf } from './heat-cells';
import { type PlotArea, placeOfTime } from './plot-area';

/** One blue that is seen on a light and on a dark card, and grey for gaps. */
const cellColour = '#329dce';
const gapColour = '#7d8b9f';
const gapStrength = 0.18;

const paintCells = (
  context: CanvasRenderingContext2D,
  { rows, columns, most }: HeatCells,
  area: PlotArea,
  span: TimeSpan,
): void => {
  // Until a new time has its own columns, those of the one before may reach out of the plot.
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  const rowHeight = area.height / rows.length;
  for (const { from, to, counts } of columns) {
    const left = placeOfTime(area, span, Math.max(from, span.from));
    // A sliver of the next column, because antialiased edges would let the card shine through.
    const width = placeOfTime(area, span, to) - left + 0.3;
    if (counts.every((count) => count === null)) {
      context.fillStyle = gapColour;
      context.globalAlpha = gapStrength;
      context.fillRect(left, area.top, width, area.height);
    }
    context.fillStyle = cellColour;
    counts.forEach((count, row) => {
      const strength = strengthOf(count ?? 0, most);
      if (strength > 0) {
        context.globalAlpha = strength;
        const top = area.top + area.height - (row + 1) * rowHeight;
        context.fillRect(left, top + 0.5, width, rowHeight - 0.5);
      }
    });
  }
};

type HeatCanvasProps = {
  cells: HeatCells;
  area: PlotArea;
  span: TimeSpan;
  width: number;
  height: number;
};

/** The cells of a heat map: as a canvas, because they are thousands. */
export const HeatCanvas = ({ cells, area, span, width, height }: HeatCanvasProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { left, top, width: plotWidth, height: plotHeight } = area;
  const { from, to } = span;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) {
      return;
    }
    const ratio = window.devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const place = { left, top, width: plotWidth, height: plotHeight };
    paintCells(context, cells, place, { from, to });
  }, [cells, left, top, plotWidth, plotHeight, from, to, width, height]);
  return <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />;
};

'use client';

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { shortestSpan, type TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { TooltipPlace } from './chart-tooltip';
import { moveCrosshair } from './crosshair';
import { nearestIndex, type PlotArea, timeOfPlace } from './plot-area';
import { type PointedAt, useCrosshair } from './use-crosshair';

type ChartOverlayProps = {
  /** What the chart shows, for screen readers. */
  label: string;
  area: PlotArea;
  span: TimeSpan;
  /** The times that can be pointed at, ascending. */
  times: readonly number[];
  /** The values at a time in words, for screen readers. */
  wordsAt: (time: number) => string;
  /** The values where is pointed, to be shown beside the crosshair. */
  children: (pointed: PointedAt) => ReactNode;
  /** Takes a time that was drawn on the chart; without it nothing can be drawn. */
  onZoom: ((span: TimeSpan) => void) | undefined;
};

/** A shorter way of the pointer is a click, in pixels. */
const leastDrag = 6;
const pageSteps = 10;

/** How far each key moves the crosshair, in points; the ends are as far as one likes. */
const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -pageSteps,
  PageUp: pageSteps,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

type Drag = { begin: number; end: number };

const placeOf = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

/** A drawn time, made longer about its middle where it is too short to show. */
const drawnSpan = (area: PlotArea, span: TimeSpan, { begin, end }: Drag): TimeSpan => {
  const from = timeOfPlace(area, span, Math.min(begin, end));
  const to = timeOfPlace(area, span, Math.max(begin, end));
  const missing = Math.max(0, shortestSpan - (to - from)) / 2;
  return { from: Math.round(from - missing), to: Math.round(to + missing) };
};

/**
 * What lies over a chart: the crosshair that all charts share, the values at it, and the drawing of
 * a time to zoom to. To screen readers and keyboards it is a slider over the chart's times.
 */
export const ChartOverlay = ({
  label,
  area,
  span,
  times,
  wordsAt,
  children,
  onZoom,
}: ChartOverlayProps) => {
  const chart = useId();
  const line = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const pointed = useCrosshair(chart, line, area, span);
  const last = times.at(-1) ?? span.to;
  const pointAt = (index: number, level: number | null) => {
    const time = times[Math.min(times.length - 1, Math.max(0, index))];
    moveCrosshair(time === undefined ? null : { time, chart, level });
  };
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { x, y } = placeOf(event);
    pointAt(nearestIndex(times, timeOfPlace(area, span, x)), y - area.top);
    if (drag !== undefined) {
      setDrag({ ...drag, end: x });
    }
  };
  const beginDrag = (event: PointerEvent<HTMLElement>) => {
    if (event.button === 0 && onZoom !== undefined) {
      const { x } = placeOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ begin: x, end: x });
    }
  };
  const endDrag = () => {
    if (drag !== undefined && Math.abs(drag.end - drag.begin) >= leastDrag) {
      onZoom?.(drawnSpan(area, span, drag));
    }
    setDrag(undefined);
  };
  const leave = () => {
    setDrag(undefined);
    moveCrosshair(null);
  };
  const pressKey = (event: KeyboardEvent) => {
    const step = keySteps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      pointAt(nearestIndex(times, pointed?.time ?? last) + step, null);
    } else if (event.key === 'Escape') {
      // Only a drawing is given up without closing what the chart stands in.
      if (drag !== undefined) {
        event.stopPropagation();
      }
      leave();
    }
  };
  const time = pointed?.time ?? last;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={times[0] ?? span.from}
      aria-valuemax={last}
      aria-valuenow={time}
      aria-valuetext={wordsAt(time)}
      className="absolute inset-0 cursor-crosshair touch-pan-y select-none"
      onPointerMove={follow}
      onPointerDown={beginDrag}
      onPointerUp={endDrag}
      onPointerCancel={leave}
      onPointerLeave={leave}
      onBlur={leave}
      onKeyDown={pressKey}
    >
      <div
        ref={line}
        hidden
        className="pointer-events-none absolute left-0 w-px bg-control"
        style={{ top: area.top, height: area.height }}
      />
      {drag === undefined ? null : (
        <div
          className="pointer-events-none absolute border-blue border-x bg-blue/15"
          style={{
            top: area.top,
            height: area.height,
            left: Math.max(area.left, Math.min(drag.begin, drag.end)),
            width:
              Math.min(area.left + area.width, Math.max(drag.begin, drag.end)) -
              Math.max(area.left, Math.min(drag.begin, drag.end)),
          }}
        />
      )}
      {pointed === null ? null : (
        <TooltipPlace area={area} span={span} time={pointed.time}>
          {children(pointed)}
        </TooltipPlace>
      )}
    </div>
  );
};

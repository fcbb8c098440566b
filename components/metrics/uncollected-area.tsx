import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { type PlotArea, placeOfTime } from './plot-area';

type UncollectedAreaProps = { area: PlotArea; span: TimeSpan; since: number | null };

/** Hatches the part of a chart's time before collecting began. */
export const UncollectedArea = ({ area, span, since }: UncollectedAreaProps) =>
  since === null || since <= span.from ? null : (
    <div
      aria-hidden
      className="pointer-events-none absolute"
      style={{
        left: area.left,
        top: area.top,
        width: Math.min(area.width, placeOfTime(area, span, since) - area.left),
        height: area.height,
        background: 'repeating-linear-gradient(135deg, transparent 0 5px, var(--line) 5px 6px)',
      }}
    />
  );

import type { Unit } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import type { ChartLine } from './chart-lines';
import type { ChartMark } from './place-marks';

/** A level with its name: a guide line or a quota. */
export type ChartGuide = { value: number; label: string };

/** What a chart draws. */
export type LineDrawingContent = {
  lines: readonly ChartLine[];
  unit: Unit;
  span: TimeSpan;
  /** When collecting began, where that is within the span. */
  since: number | null;
  guide: ChartGuide | undefined;
  marks: readonly ChartMark[];
  /** Whether its lines are states, 1 or 0, which are drawn as bands. */
  isState: boolean;
};

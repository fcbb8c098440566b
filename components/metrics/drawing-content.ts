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
  guide: ChartGuide | undefined;
  marks: readonly ChartMark[];
};

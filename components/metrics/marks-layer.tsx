import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { type ChartMark, type MarkKind, type PlacedMark, placeMarks } from './place-marks';
import { plotArea } from './plot-area';

/** Kinds differ in their dashes too, so that colour is not all that tells them apart. */
const strokes: Record<MarkKind, { colour: string; text: string; dash: string | undefined }> = {
  'leader-change': { colour: 'var(--blue)', text: 'var(--blue)', dash: undefined },
  restart: { colour: 'var(--yellow-ink)', text: 'var(--yellow-ink)', dash: '6 3' },
  alert: { colour: 'var(--red)', text: 'var(--red-ink)', dash: '4 2 1 2' },
  operation: { colour: 'var(--green-ink)', text: 'var(--green-ink)', dash: '2 3' },
  compaction: { colour: 'var(--muted)', text: 'var(--muted)', dash: undefined },
  'clock-step': { colour: 'var(--muted)', text: 'var(--muted)', dash: '1 3' },
};
const tickHeight = 6;
const labelHeight = 12;

/** A piece of a mark's line, before the name of its kind. */
export const MarkKey = ({ kind }: { kind: MarkKind }) => (
  <svg aria-hidden width="4" height="14" viewBox="0 0 4 14" className="flex-none">
    <line
      x1="2"
      x2="2"
      y1={kind === 'compaction' ? 7 : 0}
      y2="14"
      stroke={strokes[kind].colour}
      strokeWidth="1.5"
      strokeDasharray={strokes[kind].dash}
    />
  </svg>
);

type MarkWordsProps = { mark: PlacedMark; top: number };
type MarkLineProps = MarkWordsProps & { bottom: number };

const MarkLine = ({ mark: { kind, place }, top, bottom }: MarkLineProps) => (
  <line
    x1={place}
    x2={place}
    y1={kind === 'compaction' ? bottom - tickHeight : top}
    y2={bottom}
    stroke={strokes[kind].colour}
    strokeDasharray={strokes[kind].dash}
  />
);

const MarkWords = ({ mark: { kind, label, place, isBefore }, top }: MarkWordsProps) =>
  label === null ? null : (
    <text
      x={place + (isBefore ? -4 : 4)}
      y={top + (label.row + 1) * labelHeight}
      textAnchor={isBefore ? 'end' : 'start'}
      fontSize="10.5"
      fill={strokes[kind].text}
      stroke="var(--card)"
      strokeWidth="3"
      paintOrder="stroke"
    >
      {label.text}
    </text>
  );

type MarksLayerProps = {
  marks: readonly ChartMark[];
  span: TimeSpan;
  width: number;
  height: number;
};

/** What happened, as lines on the time axis, over a chart of this size. */
export const MarksLayer = ({ marks, span, width, height }: MarksLayerProps) => {
  const area = plotArea(width, height);
  const placed = placeMarks(marks, area, span);
  return (
    <svg
      aria-hidden
      width={width}
      height={height}
      className="pointer-events-none absolute inset-0 overflow-hidden"
    >
      {placed.map((mark) => (
        <MarkLine key={mark.key} mark={mark} top={area.top} bottom={area.top + area.height} />
      ))}
      {/* After all lines, which would cross out the words. */}
      {placed.map((mark) => (
        <MarkWords key={mark.key} mark={mark} top={area.top} />
      ))}
    </svg>
  );
};

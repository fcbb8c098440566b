import type { Mark } from '@/lib/domain/api/metrics';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { type PlotArea, placeOfTime } from './plot-area';

/** What kinds of marks there are. */
export type MarkKind = Mark['kind'];

/** Every kind of marks, in the order they are listed. */
export const markKinds: readonly MarkKind[] = [
  'leader-change',
  'restart',
  'alert',
  'operation',
  'compaction',
  'clock-step',
];

/** A moment with its words, as a chart takes it. */
export type ChartMark = { time: number; kind: MarkKind; label: string };

/** A mark with its place: several that would stand on one another are one. */
export type PlacedMark = {
  key: string;
  place: number;
  kind: MarkKind;
  /** The words of what stands here, each once, a few at most; and how many more there are. */
  named: readonly string[];
  others: number;
  /** The words beside the line and the row they stand in, from the top, where there is room. */
  label: { text: string; row: number } | null;
  /** Whether the words end at the line, because after it they would be cut off. */
  isBefore: boolean;
};

/** Marks of a kind that are closer than this, in pixels, cannot be told apart. */
const leastDistance = 5;
/** About how wide a letter of a label is, in pixels; Chinese ones take two. */
const letterWidth = 5.6;
const namedMarks = 3;
/** Marks close to one another have their words below each other. */
const labelRows = 2;

/** About how wide small text is with some room around it, in pixels. */
export const textWidth = (label: string): number =>
  [...label].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1) * letterWidth, 8);

/** Compactions come every few minutes for ever, so they get a tick without words. */
const hasWords = (kind: MarkKind): boolean => kind !== 'compaction';

const gatherMarks = (
  marks: readonly ChartMark[],
  area: PlotArea,
  span: TimeSpan,
): { place: number; kind: MarkKind; labels: string[] }[] => {
  const newest = new Map<MarkKind, { place: number; kind: MarkKind; labels: string[] }>();
  const gathered: { place: number; kind: MarkKind; labels: string[] }[] = [];
  for (const { time, kind, label } of marks) {
    const place = placeOfTime(area, span, time);
    const before = newest.get(kind);
    if (before !== undefined && place - before.place < leastDistance) {
      before.labels.push(label);
    } else if (time >= span.from && time <= span.to) {
      const mark = { place, kind, labels: [label] };
      newest.set(kind, mark);
      gathered.push(mark);
    }
  }
  return gathered;
};

const wordsOf = (labels: readonly string[]): Pick<PlacedMark, 'named' | 'others'> => {
  const named = [...new Set(labels)].slice(0, namedMarks);
  return { named, others: labels.length - named.length };
};

/** Where marks stand, left to right, those that would cover one another as one, and which of them have room for words. */
export const placeMarks = (
  marks: readonly ChartMark[],
  area: PlotArea,
  span: TimeSpan,
): PlacedMark[] => {
  const right = area.left + area.width;
  const taken = Array.from({ length: labelRows }, () => area.left);
  return gatherMarks(marks, area, span).map(({ place, kind, labels }) => {
    const [first = ''] = labels;
    const label = labels.length > 1 ? `${first} +${labels.length - 1}` : first;
    const width = textWidth(label);
    const isBefore = place + width > right;
    const begin = isBefore ? place - width : place;
    const row = hasWords(kind) ? taken.findIndex((end) => begin >= end) : -1;
    if (row >= 0) {
      taken[row] = begin + width;
    }
    return {
      key: `${kind} ${place}`,
      place,
      kind,
      ...wordsOf(labels),
      label: row >= 0 ? { text: label, row } : null,
      isBefore,
    };
  });
};

/** How near to the crosshair a mark is told at least, in pixels. */
const nearness = 5;

/** A time on a chart whose points stand at these times. */
export type PointedTime = {
  area: PlotArea;
  span: TimeSpan;
  times: readonly number[];
  time: number;
};

/**
 * The marks at the crosshair: those nearer to its point than to any other, so that going through
 * all points tells every mark.
 */
export const nearMarks = (
  marks: readonly ChartMark[],
  { area, span, times: [first = 0, second = 0], time }: PointedTime,
): PlacedMark[] => {
  const place = placeOfTime(area, span, time);
  const half = placeOfTime(area, span, time + Math.max(0, second - first) / 2) - place;
  return placeMarks(marks, area, span).filter(
    (mark) => Math.abs(mark.place - place) <= Math.max(nearness, half),
  );
};

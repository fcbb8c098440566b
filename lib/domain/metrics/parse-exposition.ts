import type { SeriesKey } from './sample-row';
import { knownSeries, parseLabels, parseSeries } from './series-text';

/** One line of an exposition page. */
export type ExposedSample = {
  /** The same object for the same series on any page. */
  series: SeriesKey;
  /** May be NaN or infinite, as the format allows. */
  value: number;
};

/** What a page gave: the wanted samples in their order, and how many wanted lines made no sense. */
export type ExposedPage = { samples: ExposedSample[]; malformed: number };

/**
 * Reads the Prometheus text exposition format 0.0.4, keeping only the metrics whose name is
 * wanted. Comments and timestamps are skipped; a malformed line is counted and does not spoil the
 * rest.
 */
export const parseExposition = (page: string, wanted: ReadonlySet<string>): ExposedPage => {
  const samples: ExposedSample[] = [];
  let malformed = 0;
  // Lines of one metric follow each other, so most are told by how the one before began.
  let lastBeginning = '#';
  let isLastWanted = false;
  for (let start = 0; start < page.length; ) {
    const newline = page.indexOf('\n', start);
    const end = newline === -1 ? page.length : newline;
    if (!page.startsWith(lastBeginning, start)) {
      const nameEnd = endOfName(page, start, end);
      isLastWanted = nameEnd > start && wanted.has(page.slice(start, nameEnd));
      lastBeginning = page.slice(start, nameEnd + 1);
    }
    if (isLastWanted) {
      const sample = parseLine(page, start, end);
      if (sample === undefined) {
        malformed += 1;
      } else {
        samples.push(sample);
      }
    }
    start = end + 1;
  }
  return { samples, malformed };
};

const braceCode = 123;
const spaceCode = 32;
const tabCode = 9;
const hashCode = 35;

/** Where the metric's name ends; the start itself for a comment or an empty line. */
const endOfName = (page: string, start: number, end: number): number => {
  if (page.charCodeAt(start) === hashCode) {
    return start;
  }
  for (let index = start; index < end; index += 1) {
    const code = page.charCodeAt(index);
    if (code === braceCode || code === spaceCode || code === tabCode) {
      return index;
    }
  }
  return end;
};

/** A line as etcd writes it, series, space, value, or else in any way the format allows. */
const parseLine = (page: string, start: number, end: number): ExposedSample | undefined => {
  const space = page.lastIndexOf(' ', end - 1);
  const series = space > start ? knownSeries(page.slice(start, space)) : undefined;
  const value = series === undefined ? undefined : parseValue(page.slice(space + 1, end));
  return series === undefined || value === undefined
    ? parseAnyLine(page.slice(start, end))
    : { series, value };
};

const parseAnyLine = (line: string): ExposedSample | undefined => {
  const nameLength = endOfName(line, 0, line.length);
  const isLabelled = line.charCodeAt(nameLength) === braceCode;
  const end = isLabelled ? parseLabels(line, nameLength + 1)?.end : nameLength;
  const series = end === undefined ? undefined : parseSeries(line.slice(0, end));
  if (series === undefined) {
    return undefined;
  }
  const [value, timestamp, ...rest] = line
    .slice(end)
    .trim()
    .split(/[ \t]+/);
  const isTimestamp = timestamp === undefined || /^-?\d+$/.test(timestamp);
  const number = value === undefined ? undefined : parseValue(value);
  return number === undefined || !isTimestamp || rest.length > 0
    ? undefined
    : { series, value: number };
};

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const infinityPattern = /^([+-]?)inf(inity)?$/i;

/** A value as Go's ParseFloat writes it, or undefined where it is no number. */
export const parseValue = (text: string): number | undefined => {
  if (numberPattern.test(text)) {
    return Number(text);
  }
  const infinity = infinityPattern.exec(text);
  if (infinity !== null) {
    return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[+-]?nan$/i.test(text) ? Number.NaN : undefined;
};

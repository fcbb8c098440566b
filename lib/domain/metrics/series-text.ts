import type { SeriesKey } from './sample-row';

const maximumKnown = 50_000;

const known = new Map<string, SeriesKey>();

/** The series written so before, if it is still remembered. */
export const knownSeries = (text: string): SeriesKey | undefined => known.get(text);

/**
 * Reads a series as a metrics page writes it: `name{label="value",…}`. One object stands for it
 * wherever it is written the same way, because members and scrapes repeat the same hundreds.
 * Undefined where it makes no sense.
 */
export const parseSeries = (text: string): SeriesKey | undefined => {
  const remembered = known.get(text);
  if (remembered !== undefined) {
    return remembered;
  }
  // A part of a string keeps the whole of it in memory, here a page of 200 kB; a copy does not.
  const copy = asString(JSON.parse(JSON.stringify(text)));
  const brace = copy.indexOf('{');
  const parsed = brace === -1 ? { labels: {}, end: copy.length } : parseLabels(copy, brace + 1);
  const name = copy.slice(0, brace === -1 ? copy.length : brace);
  if (parsed === undefined || parsed.end !== copy.length || !namePattern.test(name)) {
    return undefined;
  }
  const series = { name, labels: parsed.labels };
  if (known.size >= maximumKnown) {
    known.clear();
  }
  known.set(copy, series);
  return series;
};

/** A series as a metrics page writes it. */
export const seriesText = ({ name, labels }: SeriesKey): string => {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

const asString = (value: unknown): string => String(value);

const namePattern = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

const labelPattern =
  /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y;

/** The labels that begin at an index, and the index after the closing brace. */
export const parseLabels = (
  line: string,
  start: number,
): { labels: Record<string, string>; end: number } | undefined => {
  const labels: Record<string, string> = {};
  let index = start;
  while (line[index] !== '}') {
    labelPattern.lastIndex = index;
    const match = labelPattern.exec(line);
    if (match === null) {
      const rest = /^[ \t]*\}/.exec(line.slice(index));
      return rest === null ? undefined : { labels, end: index + rest[0].length };
    }
    const [, name = '', value = ''] = match;
    labels[name] = value.includes('\\') ? unescapeLabel(value) : value;
    index = labelPattern.lastIndex;
  }
  return { labels, end: index + 1 };
};

const escapeLabel = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const unescapeLabel = (value: string): string =>
  value.replace(/\\(.)/g, (whole, character: string) => {
    if (character === 'n') {
      return '\n';
    }
    return character === '\\' || character === '"' ? character : whole;
  });

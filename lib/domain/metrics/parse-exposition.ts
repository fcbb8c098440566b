/** One line of an exposition page: a metric's name, its labels and its value. */
export type ExposedSample = {
  name: string;
  labels: Readonly<Record<string, string>>;
  /** May be NaN or infinite, as the format allows. */
  value: number;
};

/** What a page gave: the wanted samples in their order, and how many wanted lines made no sense. */
export type ExposedPage = { samples: ExposedSample[]; malformed: number };

/**
 * Reads the Prometheus text exposition format 0.0.4, keeping only the metrics whose name is
 * wanted: a page of etcd has some 1,700 lines, of which a panel needs under a hundred. Comments
 * and timestamps are skipped; a malformed line is counted and does not spoil the rest.
 */
export const parseExposition = (page: string, wanted: ReadonlySet<string>): ExposedPage => {
  const samples: ExposedSample[] = [];
  let malformed = 0;
  for (let start = 0; start < page.length; ) {
    const newline = page.indexOf('\n', start);
    const end = newline === -1 ? page.length : newline;
    const nameEnd = endOfName(page, start, end);
    if (nameEnd > start && wanted.has(page.slice(start, nameEnd))) {
      const sample = parseLine(page.slice(start, end), nameEnd - start);
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

const parseLine = (line: string, nameLength: number): ExposedSample | undefined => {
  const name = line.slice(0, nameLength);
  const labelled = line.charCodeAt(nameLength) === braceCode;
  const parsed = labelled ? parseLabels(line, nameLength + 1) : { labels: {}, end: nameLength };
  if (parsed === undefined) {
    return undefined;
  }
  const [value, timestamp, ...rest] = line
    .slice(parsed.end)
    .trim()
    .split(/[ \t]+/);
  const isTimestamp = timestamp === undefined || /^-?\d+$/.test(timestamp);
  const number = value === undefined ? undefined : parseValue(value);
  return number === undefined || !isTimestamp || rest.length > 0
    ? undefined
    : { name, labels: parsed.labels, value: number };
};

const labelPattern =
  /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,|(?=\}))/y;

/** The labels that begin at an index, and the index after the closing brace. */
const parseLabels = (
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

const unescapeLabel = (value: string): string =>
  value.replace(/\\(.)/g, (whole, character: string) => {
    if (character === 'n') {
      return '\n';
    }
    return character === '\\' || character === '"' ? character : whole;
  });

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

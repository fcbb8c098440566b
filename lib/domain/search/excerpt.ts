import { readableBytes } from '../bytes';
import type { Span } from './span';

/** A piece of a value around a match; the match is at [start, end) of it. */
export type Excerpt = { text: string } & Span;

const before = 40;
const length = 200;

/** The line of a text that holds the beginning of a match, at most 200 characters of it. */
export const excerptOfText = (text: string, span: Span): Excerpt => {
  const lineStart = text.lastIndexOf('\n', Math.max(0, span.start - 1)) + 1;
  const from = Math.max(Math.min(lineStart, span.start), span.start - before);
  const lineEnd = text.indexOf('\n', span.start);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, from + length);
  const start = Math.min(span.start, to) - from;
  return { text: text.slice(from, to), start, end: Math.max(start, Math.min(span.end, to) - from) };
};

const bytesBefore = 16;
const bytesAfter = 48;

/** The bytes around a match, in a readable form. */
export const excerptOfBytes = (bytes: Uint8Array, { start, end }: Span): Excerpt => {
  const [head, match, tail] = [
    bytes.subarray(Math.max(0, start - bytesBefore), start),
    bytes.subarray(start, Math.min(end, start + bytesAfter)),
    bytes.subarray(end, end + bytesAfter),
  ].map(readableBytes);
  const from = head?.length ?? 0;
  return { text: `${head}${match}${tail}`, start: from, end: from + (match?.length ?? 0) };
};

import { shortestSpan, type TimeSpan } from '@/lib/domain/metrics/time-ranges';

const day = 24 * 3_600_000;
/** The server answers no longer range. */
const longestSpan = 31 * day;

/** Why two times are no range; a key of the messages. */
export type RangeProblem = 'missing' | 'order' | 'future' | 'short' | 'long';

/** A range that can be shown, or why there is none. */
export type ParsedRange = { span: TimeSpan } | { problem: RangeProblem };

/**
 * Two moments as typed, in the reader's own time zone, or as they stand in an address, as the span
 * between them.
 */
export const parseCustomRange = (from: string, to: string, now: number): ParsedRange => {
  const span = { from: Date.parse(from), to: Date.parse(to) };
  if (Number.isNaN(span.from) || Number.isNaN(span.to)) {
    return { problem: 'missing' };
  }
  if (span.from >= now) {
    return { problem: 'future' };
  }
  if (span.from >= span.to) {
    return { problem: 'order' };
  }
  const ended = { from: span.from, to: Math.min(span.to, now) };
  const length = ended.to - ended.from;
  if (length < shortestSpan) {
    return { problem: 'short' };
  }
  return length > longestSpan ? { problem: 'long' } : { span: ended };
};

/** A time as an input of date and time takes it, in the reader's own time zone. */
export const toInputTime = (time: number): string => {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
};

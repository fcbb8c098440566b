import { parseMoment, writeMoment } from '@/lib/domain/history/parse-moment';
import { type RevisionPoint, revisionAtTime } from '@/lib/domain/history/revision-times';

/** The readable revisions, and when they were seen. */
export type History = { oldest: bigint; newest: bigint; points: readonly RevisionPoint[] };

/** A typed moment as a revision, or why it is none. */
export type ResolvedMoment =
  | { revision: string }
  | { problem: 'unreadable' | 'tooOld' | 'tooNew' | 'timeUnknown' };

/** The revision a person means: as typed, or the newest one at the typed time. */
export const resolveMoment = (text: string, now: Date, history: History): ResolvedMoment => {
  const moment = parseMoment(text, now);
  if (moment === undefined) {
    return { problem: 'unreadable' };
  }
  const revision =
    moment.kind === 'revision'
      ? moment.revision
      : revisionAtTime(history.points, moment.time)?.revision;
  if (revision === undefined) {
    return { problem: 'timeUnknown' };
  }
  if (revision < history.oldest) {
    return { problem: 'tooOld' };
  }
  return revision > history.newest ? { problem: 'tooNew' } : { revision: String(revision) };
};

const usualMilliseconds = 15 * 60_000;

/**
 * The moment to look back to unless told otherwise, as it is typed: a quarter of an hour ago, or
 * the first one of which a revision is known since; empty where none is.
 */
export const usualMoment = ({ points, oldest }: History, now: Date): string => {
  const first = points.find(({ revision }) => revision >= oldest);
  if (first === undefined) {
    return '';
  }
  return writeMoment(Math.max(first.time, now.getTime() - usualMilliseconds), now);
};

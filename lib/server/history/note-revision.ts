import 'server-only';
import type { RevisionPoint } from '@/lib/domain/history/revision-times';
import { logger } from '../http/logger';
import { sharedInstance } from '../shared-instance';
import { insertRevisionPoints } from '../store/revision-times';
import { store } from '../store/store';

/** What was seen of a cluster last, and what of it was written down last. */
type Seen = { last: RevisionPoint; noted: RevisionPoint; writing: Promise<void> };

/** Where a busy cluster is looked at more often, not every look is written down. */
const betweenMilliseconds = 2_000;

const seenRevisions = (): Map<string, Seen> => sharedInstance('seen-revisions', () => new Map());

const write = (cluster: string, points: readonly RevisionPoint[]): Promise<void> =>
  insertRevisionPoints(store(), cluster, points).catch((error: unknown) => {
    logger().warn({ err: error, cluster }, 'revisions could not be noted');
  });

/**
 * Notes that a cluster's newest revision was seen at a time, where it has moved since the last
 * look. Returns at once and never throws. A member that lags tells older revisions, which are left
 * out, unless the answer was linearizable: then the store was replaced by an older one.
 */
export const noteRevision = (
  cluster: string,
  point: RevisionPoint,
  { isLinearizable = false } = {},
): void => {
  const seen = seenRevisions().get(cluster);
  if (seen === undefined) {
    const writing = write(cluster, [point]);
    seenRevisions().set(cluster, { last: point, noted: point, writing });
    return;
  }
  if (point.revision < seen.last.revision && !isLinearizable) {
    return;
  }
  const hasMoved = point.revision !== seen.noted.revision;
  const isDue = Math.abs(point.time - seen.noted.time) >= betweenMilliseconds;
  if (hasMoved && isDue) {
    // The moment before the move is noted too: until then nothing was written.
    const wasIdle = seen.last.revision === seen.noted.revision && seen.last.time > seen.noted.time;
    const points = wasIdle ? [seen.last, point] : [point];
    seen.writing = seen.writing.then(() => write(cluster, points));
    seen.noted = point;
  }
  seen.last = point;
};

/** Resolves once what was noted of a cluster is in the store. */
export const revisionsNoted = async (cluster: string): Promise<void> => {
  await seenRevisions().get(cluster)?.writing;
};

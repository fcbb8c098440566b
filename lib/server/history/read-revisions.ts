import 'server-only';
import type { ApproximateTime, Revisions } from '@/lib/domain/api/history';
import {
  type RevisionPoint,
  risingPoints,
  thinPoints,
  timeOfRevision,
} from '@/lib/domain/history/revision-times';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { readRevisionPoints } from '../store/revision-times';
import { store } from '../store/store';
import { noteRevision, revisionsNoted } from './note-revision';
import { readHorizon } from './read-horizon';

const maximumPoints = 480;

/** When which revision of a cluster was seen, rising in both. */
const readRisingPoints = async (cluster: string): Promise<RevisionPoint[]> => {
  await revisionsNoted(cluster);
  return risingPoints(await readRevisionPoints(store(), cluster));
};

/** A function that tells about when a revision was written; null where nobody looked then. */
export const timesOf = async (
  cluster: string,
): Promise<(revision: string) => ApproximateTime | null> => {
  const points = await readRisingPoints(cluster);
  return (revision) => {
    const found = timeOfRevision(points, BigInt(revision));
    return found === undefined
      ? null
      : { at: new Date(found.time).toISOString(), isExact: found.isExact };
  };
};

/** The points within the readable history, and one before it so that its begin has a time. */
const pointsSince = (points: readonly RevisionPoint[], oldest: bigint): RevisionPoint[] => {
  const first = points.findIndex(({ revision }) => revision >= oldest);
  return first < 0 ? [] : points.slice(Math.max(0, first - 1));
};

/** How far back the history of a cluster goes, and when which revision was seen. */
export const readRevisions = async (
  connection: ClusterConnection,
  signal: AbortSignal,
): Promise<Revisions> => {
  const { name } = connection.config;
  const [newest, oldest] = await Promise.all([
    connection.keys.revision(signal),
    readHorizon(connection, signal),
  ]);
  const now = Date.now();
  noteRevision(name, { time: now, revision: BigInt(newest) }, { isLinearizable: true });
  const points = pointsSince(await readRisingPoints(name), oldest);
  return {
    newest,
    oldest: String(oldest),
    isCompacted: oldest > 1n,
    checkedAt: new Date(now).toISOString(),
    points: thinPoints(points, maximumPoints).map(({ time, revision }) => ({
      time: new Date(time).toISOString(),
      revision: String(revision),
    })),
  };
};

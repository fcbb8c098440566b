import 'server-only';
import type { ApproximateTime, KeyHistory, KeyRevision } from '@/lib/domain/api/history';
import { readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { isAppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { maskValue } from '../keys/mask-value';
import { keyOf } from '../keys/write-checks';
import { readHorizon } from './read-horizon';
import { timesOf } from './read-revisions';
import { type KeyEvent, type Walk, walkKey } from './walk-key';

/** Which page of the history of which key; `key` is base64url. */
export type KeyHistoryQuery = { key: string; cursor?: string; limit: number };

/**
 * Every revision of a key, newest first, across deletions, as far back as the store was not
 * compacted. Values are not among them; each can be read at its revision.
 */
export const readKeyHistory = async (
  connection: ClusterConnection,
  query: KeyHistoryQuery,
  signal: AbortSignal,
): Promise<KeyHistory> => {
  const key = keyOf(query.key);
  const now = await connection.keys.range({ key, rangeEnd: undefined, limit: 1 }, signal);
  const newest = BigInt(now.revision);
  const from = query.cursor === undefined ? newest : smaller(BigInt(query.cursor), newest);
  const { walk, oldest } = await walkToHorizon(
    connection,
    async (known) =>
      walkKey(connection, { key, from, oldest: known, newest, limit: query.limit }, signal),
    signal,
  );
  const timeOf = await timesOf(connection.config.name);
  const { kubernetesPrefix } = connection.config;
  return {
    key: { bytes: toBase64Url(key), text: readableBytes(key) },
    entries: walk.events.map((event) => toEntry(event, kubernetesPrefix, timeOf)),
    next: walk.next === undefined ? null : String(walk.next),
    current: now.keys[0]?.modRevision ?? '0',
    oldest: String(oldest),
    isComplete: walk.isComplete,
  };
};

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The store may be compacted while it is walked through; then it is walked to the new horizon. */
const walkToHorizon = async (
  connection: ClusterConnection,
  walkTo: (oldest: bigint) => Promise<Walk>,
  signal: AbortSignal,
): Promise<{ walk: Walk; oldest: bigint }> => {
  const known = await readHorizon(connection, signal);
  try {
    return { walk: await walkTo(known), oldest: known };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'revision_compacted') {
      throw error;
    }
  }
  const oldest = await readHorizon(connection, signal, { isFresh: true });
  return { walk: await walkTo(oldest), oldest };
};

const toEntry = (
  { kind, stored }: KeyEvent,
  kubernetesPrefix: string,
  timeOf: (revision: string) => ApproximateTime | null,
): KeyRevision => {
  const { modRevision, version, lease, value, key } = stored;
  const common = { revision: modRevision, time: timeOf(modRevision) };
  if (kind === 'delete') {
    return { ...common, kind, version: null, lease: null, size: null, masked: false };
  }
  return {
    ...common,
    kind: version === '1' ? 'create' : 'put',
    version,
    lease: lease === '0' ? null : toHexId(lease),
    size: value.length,
    masked: maskValue(key, value, { kubernetesPrefix, reveal: false }).masked,
  };
};

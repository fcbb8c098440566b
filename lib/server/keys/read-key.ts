import 'server-only';
import type { Key } from '@/lib/domain/api/keys';
import { fromBase64Url, readableBytes, toBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import { isAllowed } from '@/lib/domain/permissions';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { StoredKey } from '../etcd/key-source';
import type { RequestContext } from '../http/request-context';
import { maskValue } from './mask-value';

/** Which key, at which revision; the newest where undefined. `key` is base64url. */
export type KeyQuery = { key: string; revision?: string };

/** A key as stored, with who answered and at which revision. */
export type FoundKey = { stored: StoredKey; revision: string; answeredBy: string };

/** Reads one key with its value. Throws `not_found`, `invalid_input` and what the source throws. */
export const findKey = async (
  connection: ClusterConnection,
  { key: text, revision }: KeyQuery,
  signal: AbortSignal,
): Promise<FoundKey> => {
  const key = fromBase64Url(text);
  if (key === undefined || key.length === 0) {
    throw new AppError('invalid_input', { detail: 'A key has at least one byte.' });
  }
  const request = { key, rangeEnd: undefined, limit: 1, revision };
  const result = await connection.keys.range(request, signal);
  const [stored] = result.keys;
  if (stored === undefined) {
    throw new AppError('not_found', {
      detail: 'There is no such key at this revision; it may have been deleted or have expired.',
    });
  }
  return { stored, revision: revision ?? result.revision, answeredBy: result.memberName };
};

/** One key with its metadata and value, masked unless `reveal`. */
export const readKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  query: KeyQuery,
  { reveal }: { reveal: boolean },
): Promise<Key> => {
  const { stored, revision, answeredBy } = await findKey(connection, query, context.signal);
  const { kubernetesPrefix } = connection.config;
  const { value, masked } = maskValue(stored.key, stored.value, { kubernetesPrefix, reveal });
  return {
    key: { bytes: toBase64Url(stored.key), text: readableBytes(stored.key) },
    revision,
    createRevision: stored.createRevision,
    modRevision: stored.modRevision,
    version: stored.version,
    ...(await leaseOf(connection, stored, context.signal)),
    masked,
    mayReveal: isAllowed(context.identity.role, 'key:reveal'),
    value,
    answeredBy,
  };
};

/** The time left is an extra: a lease that cannot be asked about does not hide the key. */
const leaseOf = async (
  connection: ClusterConnection,
  { lease }: StoredKey,
  signal: AbortSignal,
): Promise<Pick<Key, 'lease' | 'leaseSecondsLeft' | 'leaseGrantedSeconds'>> => {
  if (lease === '0') {
    return { lease: null, leaseSecondsLeft: null, leaseGrantedSeconds: null };
  }
  const left = await connection.leaseTimeToLive(lease, signal).catch(() => undefined);
  return {
    lease: toHexId(lease),
    leaseSecondsLeft: left?.secondsLeft ?? null,
    leaseGrantedSeconds: left?.grantedSeconds ?? null,
  };
};

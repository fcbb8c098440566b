import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { KeySource, StoredKey } from '../etcd/key-source';
import { maskValue } from '../keys/mask-value';

/** What is told of a match beside its key. */
export type MatchDetails = { size: number | null; kind: string | null };

const keysAtOnce = 16;
const unknownDetails: MatchDetails = { size: null, kind: null };

/** Errors after which the matches stand without details: too much at once, or the past is gone. */
const tolerated: readonly string[] = ['too_large', 'revision_compacted'];

const readValues = async (
  source: KeySource,
  keys: readonly StoredKey[],
  revision: string,
  signal: AbortSignal,
): Promise<(StoredKey | undefined)[]> => {
  try {
    const requests = keys.map(({ key }) => ({ key, rangeEnd: undefined, limit: 1, revision }));
    const results = await source.rangeAll(requests, signal);
    return results.map(({ keys: [stored] }) => stored);
  } catch (error) {
    if (isAppError(error) && tolerated.includes(error.code)) {
      return [];
    }
    throw error;
  }
};

/** Size and kind of the values of keys, from as few bytes in memory at once as fit 16 values. */
export const describeMatches = async (
  connection: ClusterConnection,
  keys: readonly StoredKey[],
  { revision, hasValues, signal }: { revision: string; hasValues: boolean; signal: AbortSignal },
): Promise<MatchDetails[]> => {
  const { kubernetesPrefix } = connection.config;
  const details: MatchDetails[] = [];
  for (let offset = 0; offset < keys.length; offset += keysAtOnce) {
    const part = keys.slice(offset, offset + keysAtOnce);
    const values = hasValues
      ? part
      : await readValues(connection.heavyKeys, part, revision, signal);
    for (const index of part.keys()) {
      const stored = values[index];
      details.push(stored === undefined ? unknownDetails : detailsOf(stored, kubernetesPrefix));
    }
  }
  return details;
};

const detailsOf = ({ key, value }: StoredKey, kubernetesPrefix: string): MatchDetails => ({
  size: value.length,
  kind: maskValue(key, value, { kubernetesPrefix, reveal: false }).value.kind,
});

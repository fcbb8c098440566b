import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { Candidate } from './choose-members';
import type { KeySource, RangeRequest, RangeResult } from './key-source';
import { type RangeRequestMessage, rangeMethod, readTxnMethod } from './message-definitions';
import type { RangeMessage } from './range-messages';
import type { ReadFromAny } from './read-from-any';
import type { ResponseHeader } from './response-header';
import type { Rpc } from './rpcs';

/** etcd's --max-txn-ops where nobody changed it. */
const maximumOperations = 128;

const isTooMany = (error: unknown): boolean =>
  isAppError(error) &&
  error.code === 'etcd_refused' &&
  /too many operations/.test(String(error.parameters.reason));

const toMessage = (request: RangeRequest): RangeRequestMessage => ({
  key: request.key,
  ...(request.rangeEnd === undefined ? {} : { rangeEnd: request.rangeEnd }),
  ...(request.revision === undefined ? {} : { revision: request.revision }),
  limit: request.limit,
  serializable: request.serializable ?? false,
  keysOnly: request.keysOnly ?? false,
  countOnly: request.countOnly ?? false,
});

const toResult = (
  message: RangeMessage,
  header: ResponseHeader,
  candidate: Candidate,
): RangeResult => ({
  keys: message.keys,
  more: message.more,
  count: message.count,
  revision: header.revision,
  memberId: toHexId(header.memberId),
  memberName: candidate.name,
});

/** The RPCs a key source reads with: its deadlines. */
export type ReadRpcs = { range: Rpc; readTxn: Rpc };

/** The keys of a live cluster. */
export const createLiveKeySource = (readFromAny: ReadFromAny, rpcs: ReadRpcs): KeySource => {
  const range: KeySource['range'] = (request, signal) =>
    readFromAny(
      rpcs.range,
      async (candidate, limits) => {
        const { connection } = candidate;
        const answer = await connection.call(rpcs.range, rangeMethod, toMessage(request), limits);
        return toResult(answer, answer.header, candidate);
      },
      signal,
    );
  const readTogether = (requests: readonly RangeRequest[], signal?: AbortSignal) => {
    const success = requests.map((request) => ({ requestRange: toMessage(request) }));
    return readFromAny(
      rpcs.readTxn,
      async (candidate, limits) => {
        const { connection } = candidate;
        const answer = await connection.call(rpcs.readTxn, readTxnMethod, { success }, limits);
        return answer.ranges.map((range) => toResult(range, answer.header, candidate));
      },
      signal,
    );
  };

  let atOnce = maximumOperations;
  /** Where a member takes fewer, the later parts are read at the revision of the first. */
  const readInParts = async (requests: readonly RangeRequest[], signal?: AbortSignal) => {
    const results: RangeResult[] = [];
    while (results.length < requests.length) {
      const part = requests
        .slice(results.length, results.length + atOnce)
        .map((request) => ({ ...request, revision: request.revision ?? results[0]?.revision }));
      try {
        results.push(...(await readTogether(part, signal)));
      } catch (error) {
        if (!isTooMany(error) || part.length === 1) {
          throw error;
        }
        atOnce = Math.floor(part.length / 2);
      }
    }
    return results;
  };

  return {
    range,
    rangeAll: async (requests, signal) => {
      if (requests.length > maximumOperations) {
        throw new AppError('invalid_input', {
          detail: `At most ${maximumOperations} ranges can be read at once.`,
        });
      }
      return readInParts(requests, signal);
    },
    revision: async (signal) => {
      const nothing = { key: new Uint8Array([0]), rangeEnd: undefined, limit: 1, countOnly: true };
      return (await range(nothing, signal)).revision;
    },
  };
};

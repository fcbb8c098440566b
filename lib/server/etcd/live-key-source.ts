import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { Candidate } from './choose-members';
import type { KeySource, RangeRequest, RangeResult } from './key-source';
import { type RangeRequestMessage, rangeMethod, readTxnMethod } from './message-definitions';
import type { RangeMessage } from './range-messages';
import type { ReadFromAny } from './read-from-any';
import type { ResponseHeader } from './response-header';
import type { Rpc } from './rpcs';

/** etcd's --max-txn-ops. */
const maximumOperations = 128;

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
  return {
    range,
    rangeAll: async (requests, signal) => {
      if (requests.length > maximumOperations) {
        throw new AppError('invalid_input', {
          detail: `At most ${maximumOperations} ranges can be read at once.`,
        });
      }
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
    },
    revision: async (signal) => {
      const nothing = { key: new Uint8Array([0]), rangeEnd: undefined, limit: 1, countOnly: true };
      return (await range(nothing, signal)).revision;
    },
  };
};

import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { Candidate } from './choose-members';
import type { KeySource, RangeRequest, RangeResult, StoredKey } from './key-source';
import {
  type KeyValueMessage,
  type RangeMessage,
  type RangeRequestMessage,
  type ResponseHeader,
  rangeMethod,
  readTxnMethod,
} from './message-definitions';
import type { ReadFromAny } from './read-from-any';
import { rpcs } from './rpcs';

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

const toStoredKey = (message: KeyValueMessage): StoredKey => ({
  key: message.key ?? new Uint8Array(),
  value: message.value ?? new Uint8Array(),
  createRevision: message.createRevision ?? '0',
  modRevision: message.modRevision ?? '0',
  version: message.version ?? '0',
  lease: message.lease ?? '0',
});

const toResult = (
  message: RangeMessage,
  header: ResponseHeader | undefined,
  candidate: Candidate,
): RangeResult => ({
  keys: (message.kvs ?? []).map(toStoredKey),
  more: message.more ?? false,
  count: message.count ?? '0',
  revision: header?.revision ?? '0',
  memberId: toHexId(header?.memberId ?? '0'),
  memberName: candidate.name,
});

/** The keys of a live cluster. */
export const createLiveKeySource = (readFromAny: ReadFromAny): KeySource => {
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
          return (answer.responses ?? []).map(({ responseRange = {} }) =>
            toResult(responseRange, answer.header, candidate),
          );
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

import 'server-only';
import type { MethodDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import {
  decodeRange,
  decodeReadTxn,
  type RangeMessage,
  type ReadTxnMessage,
} from './range-messages';
import type { ResponseHeader } from './response-header';
import { decodeWatch, type WatchMessage } from './watch-messages';

const field = (type: string, id: number) => ({ type, id });
const repeated = (type: string, id: number) => ({ rule: 'repeated', type, id });

const method = (name: string) => ({
  requestType: `${name}Request`,
  responseType: `${name}Response`,
  comment: '',
});

/** The part of etcd's rpc.proto this process speaks itself, as a protobuf JSON descriptor. */
const definitions: Parameters<typeof fromJSON>[0] = {
  nested: {
    etcdserverpb: {
      nested: {
        ResponseHeader: {
          fields: {
            clusterId: field('uint64', 1),
            memberId: field('uint64', 2),
            revision: field('int64', 3),
            raftTerm: field('uint64', 4),
          },
        },
        StatusRequest: { fields: {} },
        StatusResponse: {
          fields: {
            header: field('ResponseHeader', 1),
            version: field('string', 2),
            dbSize: field('int64', 3),
            leader: field('uint64', 4),
            raftIndex: field('uint64', 5),
            raftTerm: field('uint64', 6),
            raftAppliedIndex: field('uint64', 7),
            errors: repeated('string', 8),
            dbSizeInUse: field('int64', 9),
            isLearner: field('bool', 10),
            storageVersion: field('string', 11),
            dbSizeQuota: field('int64', 12),
          },
        },
        RangeRequest: {
          fields: {
            key: field('bytes', 1),
            rangeEnd: field('bytes', 2),
            limit: field('int64', 3),
            revision: field('int64', 4),
            serializable: field('bool', 7),
            keysOnly: field('bool', 8),
            countOnly: field('bool', 9),
          },
        },
        RangeResponse: { fields: {} },
        PutRequest: { fields: { key: field('bytes', 1), value: field('bytes', 2) } },
        PutResponse: { fields: {} },
        RequestOp: { fields: { requestRange: field('RangeRequest', 1) } },
        TxnRequest: { fields: { success: repeated('RequestOp', 2) } },
        TxnResponse: { fields: {} },
        WatchCreateRequest: {
          fields: {
            key: field('bytes', 1),
            rangeEnd: field('bytes', 2),
            startRevision: field('int64', 3),
            progressNotify: field('bool', 4),
            prevKv: field('bool', 6),
            fragment: field('bool', 8),
          },
        },
        WatchRequest: { fields: { createRequest: field('WatchCreateRequest', 1) } },
        WatchResponse: { fields: {} },
        Maintenance: {
          methods: { Status: method('Status') },
        },
        KV: {
          methods: {
            Range: method('Range'),
            Put: method('Put'),
            Txn: method('Txn'),
          },
        },
        Watch: { methods: { Watch: method('Watch') } },
      },
    },
  },
};

/** StatusResponse; fields a version does not send are absent. */
export type StatusMessage = {
  header?: ResponseHeader;
  version?: string;
  dbSize?: string;
  leader?: string;
  raftIndex?: string;
  raftTerm?: string;
  raftAppliedIndex?: string;
  errors?: string[];
  dbSizeInUse?: string;
  isLearner?: boolean;
  storageVersion?: string;
  dbSizeQuota?: string;
};

/** RangeRequest as this process sends it. */
export type RangeRequestMessage = {
  key: Uint8Array;
  rangeEnd?: Uint8Array;
  limit: number;
  revision?: string;
  serializable: boolean;
  keysOnly: boolean;
  countOnly: boolean;
};

/** PutRequest as this process sends it. */
export type PutRequestMessage = { key: Uint8Array; value: Uint8Array };

/** TxnRequest of range reads only. */
export type TxnRequestMessage = { success: { requestRange: RangeRequestMessage }[] };

/** WatchRequest that creates a watcher. */
export type WatchRequestMessage = {
  createRequest: {
    key: Uint8Array;
    rangeEnd?: Uint8Array;
    startRevision?: string;
    progressNotify: boolean;
    prevKv: boolean;
    fragment: boolean;
  };
};

const services = fromJSON(definitions, { longs: String });

/** The one place where the loader's untyped definitions get the types declared above. */
const methodDefinition = <Request, Response>(service: string, method: string) => {
  const definition = services[`etcdserverpb.${service}`];
  if (definition === undefined || !(method in definition)) {
    throw new Error(`no definition of ${service}.${method}`);
  }
  return Object(definition)[method] as MethodDefinition<Request, Response>;
};

/** Maintenance.Status. */
export const statusMethod = methodDefinition<Record<string, never>, StatusMessage>(
  'Maintenance',
  'Status',
);

/** KV.Range; its answers are decoded by hand, because they hold thousands of small fields. */
export const rangeMethod: MethodDefinition<RangeRequestMessage, RangeMessage> = {
  ...methodDefinition<RangeRequestMessage, RangeMessage>('KV', 'Range'),
  responseDeserialize: decodeRange,
};

/** KV.Put; of its answer only that it came matters. */
export const putMethod = methodDefinition<PutRequestMessage, Record<string, never>>('KV', 'Put');

/** KV.Txn, of which only range reads are sent through this definition. */
export const readTxnMethod: MethodDefinition<TxnRequestMessage, ReadTxnMessage> = {
  ...methodDefinition<TxnRequestMessage, ReadTxnMessage>('KV', 'Txn'),
  responseDeserialize: decodeReadTxn,
};

/** Watch.Watch, one watcher a stream. */
export const watchMethod: MethodDefinition<WatchRequestMessage, WatchMessage> = {
  ...methodDefinition<WatchRequestMessage, WatchMessage>('Watch', 'Watch'),
  responseDeserialize: decodeWatch,
};

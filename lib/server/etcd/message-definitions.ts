import 'server-only';
import type { MethodDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

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
        KeyValue: {
          fields: {
            key: field('bytes', 1),
            createRevision: field('int64', 2),
            modRevision: field('int64', 3),
            version: field('int64', 4),
            value: field('bytes', 5),
            lease: field('int64', 6),
          },
        },
        RangeResponse: {
          fields: {
            header: field('ResponseHeader', 1),
            kvs: repeated('KeyValue', 2),
            more: field('bool', 3),
            count: field('int64', 4),
          },
        },
        RequestOp: { fields: { requestRange: field('RangeRequest', 1) } },
        ResponseOp: { fields: { responseRange: field('RangeResponse', 1) } },
        TxnRequest: { fields: { success: repeated('RequestOp', 2) } },
        TxnResponse: {
          fields: { header: field('ResponseHeader', 1), responses: repeated('ResponseOp', 3) },
        },
        Maintenance: {
          methods: { Status: method('Status') },
        },
        KV: {
          methods: {
            Range: method('Range'),
            Txn: method('Txn'),
          },
        },
      },
    },
  },
};

/** What etcd puts at the head of an answer; 64-bit numbers are decimal text. */
export type ResponseHeader = {
  clusterId: string;
  memberId: string;
  revision: string;
  raftTerm: string;
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

/** KeyValue; a field at its zero value is absent. */
export type KeyValueMessage = {
  key?: Uint8Array;
  createRevision?: string;
  modRevision?: string;
  version?: string;
  value?: Uint8Array;
  lease?: string;
};

/** RangeResponse. */
export type RangeMessage = {
  header?: ResponseHeader;
  kvs?: KeyValueMessage[];
  more?: boolean;
  count?: string;
};

/** TxnRequest of range reads only. */
export type TxnRequestMessage = { success: { requestRange: RangeRequestMessage }[] };

/** TxnResponse of range reads only. */
export type TxnMessage = {
  header?: ResponseHeader;
  responses?: { responseRange?: RangeMessage }[];
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

/** KV.Range. */
export const rangeMethod = methodDefinition<RangeRequestMessage, RangeMessage>('KV', 'Range');

/** KV.Txn, of which only range reads are sent through this definition. */
export const readTxnMethod = methodDefinition<TxnRequestMessage, TxnMessage>('KV', 'Txn');

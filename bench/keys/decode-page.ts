import type { MethodDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { decodeRange } from '@/lib/server/etcd/range-messages';
import type { KeySet } from './kubernetes-like-keys';

const field = (type: string, id: number) => ({ type, id });

/** RangeResponse as etcd's rpc.proto has it. */
const definitions: Parameters<typeof fromJSON>[0] = {
  nested: {
    etcd: {
      nested: {
        ResponseHeader: { fields: { revision: field('int64', 3) } },
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
            kvs: { rule: 'repeated', ...field('KeyValue', 2) },
            more: field('bool', 3),
            count: field('int64', 4),
          },
        },
        KV: {
          methods: {
            Range: { requestType: 'RangeResponse', responseType: 'RangeResponse', comment: '' },
          },
        },
      },
    },
  },
};

const asMethod = (definition: unknown) => definition as MethodDefinition<object, object>;

/** Both ways to decode one keys-only page of so many keys: ours, and proto-loader's as etcd3 uses it. */
export const decodePage = (set: KeySet, keys: number) => {
  const services = fromJSON(definitions, {
    keepCase: true,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const { responseSerialize, responseDeserialize } = asMethod(Object(services['etcd.KV']).Range);
  const page = responseSerialize({
    kvs: Array.from({ length: keys }, (_, index) => ({
      key: Buffer.from(set.keyAt(index)),
      createRevision: String(1_000_000 + index),
      modRevision: String(2_000_000 + index),
      version: '3',
    })),
    more: true,
    count: String(set.count),
  });
  return {
    ours: async () => decodeRange(page),
    reference: async () => responseDeserialize(page),
  };
};

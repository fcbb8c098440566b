import 'server-only';
import type { CallOptions } from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import { chooseMembers } from './choose-members';
import type { ClusterConnection } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import { isConnectionFailure } from './member-breaker';
import type { MemberDirectory } from './member-directory';
import { type Rpc, rpcs } from './rpcs';

/** etcd's --max-txn-ops. */
const maximumOperations = 128;

const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether a failed write was certainly never sent. */
const wasNotSent = (error: unknown): boolean =>
  isConnectionFailure(error) && isAppError(error) && error.code !== 'outcome_unknown';

/** The mutating calls of a cluster; a write that may have been sent is never sent again. */
export const createKeyWriter = (
  config: ClusterConfig,
  directory: MemberDirectory,
): Pick<ClusterConnection, 'putAll' | 'deleteKey' | 'grantLease'> => {
  const write = async <Answer>(
    rpc: Rpc,
    run: (etcd: Etcd3, options: CallOptions) => Promise<Answer>,
  ): Promise<Answer> => {
    const failures: unknown[] = [];
    for (const { connection } of chooseMembers(await directory.entries())) {
      try {
        return await connection.callEtcd3(rpc, run);
      } catch (error) {
        if (!wasNotSent(error)) {
          throw error;
        }
        failures.push(error);
      }
    }
    throw clusterFailure(config, new AggregateError(failures));
  };
  return {
    putAll: async (entries) => {
      if (entries.length > maximumOperations) {
        throw new AppError('invalid_input', {
          detail: `At most ${maximumOperations} keys can be written at once.`,
        });
      }
      const success = entries.map(({ key, value, lease = '0' }) => ({
        request_put: { key: toBuffer(key), value: toBuffer(value), lease },
      }));
      const answer = await write(rpcs.putTxn, (etcd, options) => etcd.kv.txn({ success }, options));
      return { revision: answer.header.revision };
    },
    deleteKey: async (key) => {
      const answer = await write(rpcs.deleteRange, (etcd, options) =>
        etcd.kv.deleteRange({ key: toBuffer(key) }, options),
      );
      return { revision: answer.header.revision, deleted: Number(answer.deleted) };
    },
    grantLease: async (seconds) => {
      const answer = await write(rpcs.leaseGrant, (etcd, options) =>
        etcd.leaseClient.leaseGrant({ TTL: String(seconds) }, options),
      );
      return answer.ID;
    },
  };
};

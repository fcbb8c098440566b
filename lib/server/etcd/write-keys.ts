import 'server-only';
import type { CallOptions } from '@grpc/grpc-js';
import type { Etcd3 } from 'etcd3';
import { AppError, isAppError } from '@/lib/domain/errors';
import { rangeBounds } from '@/lib/domain/keys/key-range';
import type { ClusterConfig } from '../config/cluster-config';
import { chooseMembers } from './choose-members';
import type { ClusterConnection } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import { isConnectionFailure } from './member-breaker';
import type { MemberDirectory } from './member-directory';
import { refuseCancelled } from './refuse-cancelled';
import { type Rpc, rpcs } from './rpcs';
import { toBuffer, toFoundKey, toTxnRequest } from './txn-request';

/** etcd's --max-txn-ops. */
const maximumOperations = 128;

type KeyWriter = Pick<
  ClusterConnection,
  'putAll' | 'deleteKey' | 'deleteRange' | 'commit' | 'grantLease' | 'revokeLease'
>;

/** Whether a failed write was certainly never sent. */
const wasNotSent = (error: unknown): boolean =>
  isConnectionFailure(error) && isAppError(error) && error.code !== 'outcome_unknown';

/** The mutating calls of a cluster; a write that may have been sent is never sent again. */
export const createKeyWriter = (config: ClusterConfig, directory: MemberDirectory): KeyWriter => {
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
    deleteRange: async (range) => {
      const bounds = rangeBounds(range);
      const answer = await write(rpcs.deleteRange, (etcd, options) =>
        etcd.kv.deleteRange(
          { key: toBuffer(bounds.key), range_end: toBuffer(bounds.rangeEnd) },
          options,
        ),
      );
      return { revision: answer.header.revision, deleted: Number(answer.deleted) };
    },
    commit: async ({ guards, writes }, signal) => {
      refuseCancelled(signal);
      if (Math.max(guards.length, writes.length) > maximumOperations) {
        throw new AppError('invalid_input', {
          detail: `At most ${maximumOperations} keys can be written at once.`,
        });
      }
      const request = toTxnRequest(guards, writes);
      // Not cancelled once it is sent: the outcome would be unknown for nothing.
      const answer = await write(rpcs.commit, (etcd, options) => etcd.kv.txn(request, options));
      const { revision } = answer.header;
      return answer.succeeded
        ? { committed: true, revision }
        : { committed: false, revision, found: answer.responses.map(toFoundKey) };
    },
    grantLease: async (seconds) => {
      const answer = await write(rpcs.leaseGrant, (etcd, options) =>
        etcd.leaseClient.leaseGrant({ TTL: String(seconds) }, options),
      );
      return answer.ID;
    },
    revokeLease: async (lease) => {
      await write(rpcs.leaseRevoke, (etcd, options) =>
        etcd.leaseClient.leaseRevoke({ ID: lease }, options),
      );
    },
  };
};

import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { logger } from '../http/logger';

/**
 * Writes under a new lease of so many seconds, or under none where undefined. The lease is revoked
 * again where nothing was written; not where that is unknown, because revoking deletes its keys.
 */
export const withNewLease = async <Result>(
  connection: ClusterConnection,
  seconds: number | undefined,
  write: (lease: string) => Promise<Result>,
): Promise<Result> => {
  if (seconds === undefined) {
    return write('0');
  }
  const lease = await connection.grantLease(seconds);
  try {
    return await write(lease);
  } catch (error) {
    if (isAppError(error) && certainlyUnwritten.has(error.code)) {
      await connection.revokeLease(lease).catch((cause: unknown) => {
        logger().warn({ err: cause }, 'a lease that was not needed could not be revoked');
      });
    }
    throw error;
  }
};

/** After these nothing stands under the lease; after any other it expires by itself. */
const certainlyUnwritten = new Set(['key_changed', 'key_exists', 'key_gone', 'conflict']);

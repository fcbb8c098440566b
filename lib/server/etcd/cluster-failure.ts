import 'server-only';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';

const failuresOf = (error: unknown): AppError[] => {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.filter(isAppError);
};

const isTelling = ({ code }: AppError): boolean =>
  code.startsWith('tls_') || code === 'etcd_auth_failed' || code === 'etcd_permission_denied';

/**
 * One error for a cluster of which nobody answered: the most telling of its members' failures, or
 * `cluster_unreachable` with the first of them.
 */
export const clusterFailure = (config: ClusterConfig, error: unknown): AppError => {
  const failures = failuresOf(error);
  const telling = failures.find(isTelling);
  if (telling !== undefined) {
    return telling;
  }
  return new AppError('cluster_unreachable', {
    detail: `No member of ${config.displayName} answers. ${failures[0]?.detail ?? ''}`.trim(),
    parameters: { cluster: config.displayName, endpoint: config.endpoints.join(', ') },
    cause: error,
  });
};

import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import type { ClusterConnection } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import { isConnectionFailure } from './member-breaker';
import type { ReadOrder } from './read-from-any';

const isWorthAnother = (error: unknown): boolean =>
  isConnectionFailure(error) || (isAppError(error) && error.code === 'no_leader');

/**
 * Watches on the first member that begins to; once it has begun, what ends it is for the caller,
 * who knows how far it got.
 */
export const createWatchFromAny = (
  config: ClusterConfig,
  order: ReadOrder,
): ClusterConnection['watch'] =>
  async function* (request, signal) {
    const failures: unknown[] = [];
    for (const { name, connection } of await order.candidates()) {
      let hasBegun = false;
      try {
        for await (const batch of connection.watch(request, signal)) {
          hasBegun = true;
          yield { ...batch, memberName: name };
        }
        return;
      } catch (error) {
        if (hasBegun || !isWorthAnother(error)) {
          throw error;
        }
        failures.push(error);
      }
    }
    throw clusterFailure(config, new AggregateError(failures));
  };

import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { ReadFromAny } from './read-from-any';
import { rpcs } from './rpcs';

/**
 * Asks whether etcd's own authentication is on; undefined where etcd cannot tell (3.4 does not have
 * the call).
 */
export const createAuthenticationStatus =
  (readFromAny: ReadFromAny) =>
  async (signal?: AbortSignal): Promise<boolean | undefined> => {
    try {
      const answer = await readFromAny(
        rpcs.authStatus,
        ({ connection }, limits) =>
          connection.callEtcd3(
            rpcs.authStatus,
            (etcd, options) => etcd.auth.authStatus(options),
            limits,
          ),
        signal,
      );
      return answer.enabled;
    } catch (error) {
      if (isAppError(error) && error.code === 'etcd_refused') {
        return undefined;
      }
      // A user who may not ask is one of an enabled etcd.
      if (isAppError(error) && error.code.startsWith('etcd_')) {
        return true;
      }
      throw error;
    }
  };

import 'server-only';
import type { ClusterConfig } from '../config/cluster-config';
import { chooseMembers } from './choose-members';
import type { LoadWriter } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import type { MemberDirectory } from './member-directory';
import { putMethod } from './message-definitions';
import { rpcs } from './rpcs';

/**
 * Opens a load on every voting member that answered last. It goes through the connections of the
 * rest of this process, so it meets the same TLS, the same user and the same refusals.
 */
export const createOpenLoad =
  (config: ClusterConfig, directory: MemberDirectory) => async (): Promise<LoadWriter> => {
    const voters = chooseMembers(await directory.entries());
    const trusted = voters.filter(({ connection }) => connection.isTrusted());
    if (trusted.length === 0) {
      throw clusterFailure(config, new AggregateError([]));
    }
    let turn = 0;
    return {
      members: trusted.map(({ name }) => name),
      put: async (key, value) => {
        const { connection } = trusted[turn % trusted.length] ?? {};
        turn += 1;
        await connection?.call(rpcs.loadPut, putMethod, { key, value });
      },
    };
  };

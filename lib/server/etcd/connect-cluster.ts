import 'server-only';
import type { ClusterConfig } from '../config/cluster-config';
import { createAuthenticationStatus } from './authentication-status';
import { withDaysLeft } from './certificate';
import type { ClusterConnection } from './cluster-connection';
import { createEtcdToken } from './etcd-token';
import { createFetchText } from './fetch-text';
import { createLiveKeySource } from './live-key-source';
import { createMember } from './member';
import { createMemberDirectory } from './member-directory';
import { createOpenLoad } from './open-load';
import { createPermittedRanges } from './permitted-ranges';
import { preferFollowers } from './prefer-followers';
import { anyMember, createReadFromAny } from './read-from-any';
import { rpcs } from './rpcs';
import { createTlsIdentitySource } from './tls-identity';
import { untilAborted } from './until-aborted';
import { createWatchFromAny } from './watch-from-any';
import { createKeyWriter } from './write-keys';

/** Connects to a cluster; nothing is dialled before the first call. Close it when done. */
export const connectCluster = (config: ClusterConfig): ClusterConnection => {
  const identities = createTlsIdentitySource(config.tls);
  const token = createEtcdToken();
  const directory = createMemberDirectory(config, (endpoint) =>
    createMember({ endpoint, config, identities, token }),
  );
  const readFromAny = createReadFromAny(config, anyMember(directory));
  const heavyOrder = preferFollowers(directory);
  const readHeavily = createReadFromAny(config, heavyOrder);
  const { fetchText, close: closeAgents } = createFetchText(config, identities);
  const authenticationEnabled = createAuthenticationStatus(readFromAny);
  return {
    config,
    keys: createLiveKeySource(readFromAny, { range: rpcs.range, readTxn: rpcs.readTxn }),
    heavyKeys: createLiveKeySource(readHeavily, {
      range: rpcs.heavyRange,
      readTxn: rpcs.heavyReadTxn,
    }),
    watch: createWatchFromAny(config, heavyOrder),
    leases: async (signal) => {
      const answer = await readFromAny(
        rpcs.leases,
        ({ connection }, limits) =>
          connection.callEtcd3(
            rpcs.leases,
            (etcd, options) => etcd.leaseClient.leaseLeases(options),
            limits,
          ),
        signal,
      );
      return answer.leases.map(({ ID }) => ID);
    },
    authenticationEnabled,
    permittedRanges: createPermittedRanges(config, {
      readFromAny,
      authenticationEnabled,
      identities,
    }),
    members: (signal) => untilAborted(directory.entries(), signal),
    leaseTimeToLive: async (lease, signal) => {
      const answer = await readFromAny(
        rpcs.leaseTimeToLive,
        ({ connection }, limits) =>
          connection.callEtcd3(
            rpcs.leaseTimeToLive,
            (etcd, options) => etcd.leaseClient.leaseTimeToLive({ ID: lease }, options),
            limits,
          ),
        signal,
      );
      const secondsLeft = Number(answer.TTL);
      return secondsLeft < 0
        ? undefined
        : { secondsLeft, grantedSeconds: Number(answer.grantedTTL) };
    },
    ...createKeyWriter(config, directory),
    openLoad: createOpenLoad(config, directory),
    clientCertificate: async () => {
      const certificate = identities.current()?.clientCertificate;
      return certificate && withDaysLeft(certificate);
    },
    fetchText,
    close: () => {
      directory.close();
      closeAgents();
    },
  };
};

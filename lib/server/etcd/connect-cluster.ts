import 'server-only';
import type { ClusterConfig } from '../config/cluster-config';
import { withDaysLeft } from './certificate';
import type { ClusterConnection } from './cluster-connection';
import { createEtcdToken } from './etcd-token';
import { createFetchText } from './fetch-text';
import { createLiveKeySource } from './live-key-source';
import { createMember } from './member';
import { createMemberDirectory } from './member-directory';
import { createReadFromAny } from './read-from-any';
import { rpcs } from './rpcs';
import { createTlsIdentitySource } from './tls-identity';
import { untilAborted } from './until-aborted';
import { createKeyWriter } from './write-keys';

/** Connects to a cluster; nothing is dialled before the first call. Close it when done. */
export const connectCluster = (config: ClusterConfig): ClusterConnection => {
  const identities = createTlsIdentitySource(config.tls);
  const token = createEtcdToken();
  const directory = createMemberDirectory(config, (endpoint) =>
    createMember({ endpoint, config, identities, token }),
  );
  const readFromAny = createReadFromAny(config, directory);
  const { fetchText, close: closeAgents } = createFetchText(config, identities);
  return {
    config,
    keys: createLiveKeySource(readFromAny),
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

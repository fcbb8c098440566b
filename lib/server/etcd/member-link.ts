import 'server-only';
import { Client, credentials } from '@grpc/grpc-js';
import { noop } from 'cockatiel';
import { Etcd3 } from 'etcd3';
import { channelOptions } from './channel-options';
import type { TlsIdentity } from './tls-identity';

/** The two gRPC clients of one member under one TLS identity. */
export type MemberLink = {
  /** The identity's version; zero on plain http. */
  version: number;
  etcd: Etcd3;
  /** Our own client, for what etcd3 lacks: cancellation, newer fields, the snapshot window. */
  client: Client;
  /** Takes no new calls; those under way run to their end. */
  close: () => void;
};

/**
 * Opens both clients; nothing is dialled before the first call. etcd3 is kept to one host and its
 * fault handling is switched off, because its breaker would punish a member for one large answer.
 */
export const openMemberLink = (endpoint: string, identity: TlsIdentity | undefined): MemberLink => {
  const options = channelOptions(identity?.serverName);
  const channelCredentials = identity
    ? credentials.createSsl(identity.ca, identity.key ?? null, identity.certificate ?? null)
    : credentials.createInsecure();
  const client = new Client(endpoint.replace(/^https?:\/\//, ''), channelCredentials, options);
  const etcd = new Etcd3({
    hosts: endpoint,
    credentials: identity && {
      rootCertificate: identity.ca,
      privateKey: identity.key,
      certChain: identity.certificate,
    },
    grpcOptions: options,
    faultHandling: { host: () => noop, global: noop },
  });
  const close = () => {
    client.close();
    etcd.close();
  };
  return { version: identity?.version ?? 0, etcd, client, close };
};

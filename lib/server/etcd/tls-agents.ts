import 'server-only';
import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import type { TlsIdentity, TlsIdentitySource } from './tls-identity';

/** Kept-alive connections with a TLS identity. */
export type TlsAgents = {
  plain: HttpAgent;
  /** With the identity as its files are now. */
  secure: () => HttpsAgent;
  close: () => void;
};

const agentOf = (
  options: AgentOptions,
  { ca, certificate, key, serverName }: TlsIdentity,
): HttpsAgent =>
  new HttpsAgent({
    ...options,
    ca,
    cert: certificate,
    key,
    ...(serverName === undefined ? {} : { servername: serverName }),
  });

/** Agents for plain and secure URLs; the secure one is made anew when the identity's files change. */
export const createTlsAgents = (
  identities: TlsIdentitySource,
  options: AgentOptions,
): TlsAgents => {
  const plain = new HttpAgent(options);
  let secure = new HttpsAgent(options);
  let version = 0;
  return {
    plain,
    secure: () => {
      const identity = identities.current();
      if (identity !== undefined && identity.version !== version) {
        // Sockets in use by the old agent finish their request and are then dropped.
        secure = agentOf(options, identity);
        version = identity.version;
      }
      return secure;
    },
    close: () => {
      plain.destroy();
      secure.destroy();
    },
  };
};

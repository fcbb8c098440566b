import 'server-only';
import type { Certificate } from '@/lib/domain/api/overview';
import { readCertificate, withDaysLeft } from './certificate';
import { probeTls } from './probe-tls';
import type { TlsIdentitySource } from './tls-identity';

/** The certificate a member presents, remembered for a while. */
export type ServerCertificate = {
  /** Undefined on plain http, and where the member never showed one. Never rejects. */
  current: () => Promise<Certificate | undefined>;
  /** Makes the next look a fresh one: the connection was lost or the files changed. */
  expire: () => void;
};

const rememberedMilliseconds = 10 * 60 * 1_000;
const retryMilliseconds = 5_000;
const probeTimeoutMilliseconds = 1_000;

/** Reads and remembers the server certificate of one endpoint. */
export const createServerCertificate = (
  endpoint: string,
  identities: TlsIdentitySource,
): ServerCertificate => {
  let known: Certificate | undefined;
  let freshUntil = 0;
  let pending: Promise<void> | undefined;
  const refresh = async () => {
    try {
      const probe = await probeTls(endpoint, identities.current(), probeTimeoutMilliseconds);
      known = probe.serverCertificate ? readCertificate(probe.serverCertificate) : known;
      const isRead = probe.serverCertificate !== undefined;
      freshUntil = performance.now() + (isRead ? rememberedMilliseconds : retryMilliseconds);
    } catch {
      // Unreadable TLS files or an odd certificate: the calls themselves tell about it.
      freshUntil = performance.now() + retryMilliseconds;
    } finally {
      pending = undefined;
    }
  };
  return {
    current: async () => {
      if (endpoint.startsWith('http:')) {
        return undefined;
      }
      if (performance.now() >= freshUntil) {
        pending ??= refresh();
        await pending;
      }
      return known && withDaysLeft(known);
    },
    expire: () => {
      freshUntil = Math.min(freshUntil, performance.now() + retryMilliseconds);
    },
  };
};

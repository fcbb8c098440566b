import 'server-only';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import type { ClusterConfig } from '../config/cluster-config';
import type { ClusterConnection, PermittedRange } from './cluster-connection';
import type { ReadFromAny } from './read-from-any';
import { rpcs } from './rpcs';
import type { TlsIdentitySource } from './tls-identity';

const rememberedMilliseconds = 30_000;

/** The name etcd takes from a client certificate where no user signs in (--client-cert-auth). */
const commonName = (subject: string | undefined): string | undefined =>
  subject?.match(/(?:^|, )CN=([^,]+)/)?.[1];

/**
 * A permission's range: no end is one key, an end of one NUL reads to the last key
 * (etcd's auth/range_perm_cache.go).
 */
const toRange = (start: Uint8Array, end: Uint8Array): KeyRange => {
  const key = Uint8Array.from(start);
  if (end.length === 0) {
    return { start: key, end: Uint8Array.from([...key, 0]) };
  }
  const isOpen = end.length === 1 && end[0] === 0;
  return { start: key, end: isOpen ? undefined : Uint8Array.from(end) };
};

type Permission = { permType: string; key: Buffer; range_end: Buffer };

const toPermittedRange = ({ permType, key, range_end }: Permission): PermittedRange => ({
  range: toRange(key, range_end),
  mayRead: permType !== 'Write',
  mayWrite: permType !== 'Read',
});

type RangeSources = {
  readFromAny: ReadFromAny;
  authenticationEnabled: ClusterConnection['authenticationEnabled'];
  identities: TlsIdentitySource;
};

/** Asks etcd once in 30 s what the credentials of a cluster may touch. */
export const createPermittedRanges = (
  config: ClusterConfig,
  { readFromAny, authenticationEnabled, identities }: RangeSources,
): ClusterConnection['permittedRanges'] => {
  let remembered: { ranges: PermittedRange[] | undefined; until: number } | undefined;

  const rolesOf = async (name: string, signal?: AbortSignal): Promise<string[]> => {
    const answer = await readFromAny(
      rpcs.userGet,
      ({ connection }, limits) =>
        connection.callEtcd3(
          rpcs.userGet,
          (etcd, options) => etcd.auth.userGet({ name }, options),
          limits,
        ),
      signal,
    );
    return answer.roles;
  };

  const permissionsOf = async (role: string, signal?: AbortSignal): Promise<PermittedRange[]> => {
    const answer = await readFromAny(
      rpcs.roleGet,
      ({ connection }, limits) =>
        connection.callEtcd3(
          rpcs.roleGet,
          (etcd, options) => etcd.auth.roleGet({ role }, options),
          limits,
        ),
      signal,
    );
    return answer.perm.map(toPermittedRange);
  };

  const look = async (signal?: AbortSignal): Promise<PermittedRange[] | undefined> => {
    const isConfigured = config.authentication !== undefined;
    if (!((await authenticationEnabled(signal)) ?? isConfigured)) {
      return undefined;
    }
    const name =
      config.authentication?.username ??
      commonName(identities.current()?.clientCertificate?.subject);
    const roles = name === undefined ? [] : await rolesOf(name, signal);
    if (roles.includes('root')) {
      return undefined;
    }
    return (await Promise.all(roles.map((role) => permissionsOf(role, signal)))).flat();
  };

  return async (signal) => {
    if (remembered !== undefined && performance.now() < remembered.until) {
      return remembered.ranges;
    }
    const ranges = await look(signal);
    remembered = { ranges, until: performance.now() + rememberedMilliseconds };
    return ranges;
  };
};

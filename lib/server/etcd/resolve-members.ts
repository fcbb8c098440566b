import 'server-only';
import type { ClusterConfig } from '../config/cluster-config';
import { normaliseEndpoint } from '../config/normalise-endpoint';
import type { KnownMember, ListedMember } from './cluster-connection';
import { createDialPolicy } from './dial-policy';
import type { Member } from './member';

/** A known member with the connection the etcd layer itself uses. */
export type DirectoryEntry = KnownMember & { connection: Member | undefined };

const identifyMilliseconds = 800;

const refusalOf = ({ name, clientUrls }: ListedMember): string =>
  clientUrls.length === 0
    ? `The member ${name || 'without a name'} has not started yet, so it advertises no client URL.`
    : `The member advertises ${clientUrls.join(', ')}, which may not be dialled; add its host to allowedHosts.`;

/**
 * Finds the endpoint of each listed member: a client URL it advertises where that may be dialled,
 * else the configured endpoint that answers with its id. Never rejects.
 */
export const createMemberResolver = (
  config: ClusterConfig,
  connectionTo: (endpoint: string) => Member,
): ((listed: readonly ListedMember[]) => Promise<DirectoryEntry[]>) => {
  const mayDial = createDialPolicy(config.endpoints, config.allowedHosts);

  const advertisedEndpoint = ({ clientUrls }: ListedMember): string | undefined => {
    const urls = clientUrls.flatMap((url) => normaliseEndpoint(url, 'https') ?? []);
    return urls.find((url) => config.endpoints.includes(url)) ?? urls.find(mayDial);
  };

  const memberIdAt = async (endpoint: string): Promise<string> => {
    const signal = AbortSignal.timeout(identifyMilliseconds);
    return (await connectionTo(endpoint).status(signal)).memberId;
  };

  /** Endpoints by the id of the member that answers there. */
  const identify = async (endpoints: readonly string[]): Promise<Map<string, string>> => {
    const ids = await Promise.allSettled(endpoints.map(memberIdAt));
    return new Map(
      ids.flatMap((id, index) =>
        id.status === 'fulfilled' ? [[id.value, endpoints[index] ?? ''] as const] : [],
      ),
    );
  };

  return async (listed) => {
    const advertised = new Map(listed.map((member) => [member.id, advertisedEndpoint(member)]));
    const claimed = new Set(advertised.values());
    const isComplete = !claimed.has(undefined);
    const unclaimed = config.endpoints.filter((endpoint) => !claimed.has(endpoint));
    const identified = await identify(isComplete ? [] : unclaimed);
    return listed.map((member) => {
      const endpoint = advertised.get(member.id) ?? identified.get(member.id);
      return endpoint === undefined
        ? { listed: member, connection: undefined, refusal: refusalOf(member) }
        : { listed: member, connection: connectionTo(endpoint), refusal: undefined };
    });
  };
};

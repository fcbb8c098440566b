import 'server-only';
import type { IMember } from 'etcd3';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { ClusterConfig } from '../config/cluster-config';
import { normaliseEndpoint } from '../config/normalise-endpoint';
import type { KnownMember, ListedMember } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import { createDialPolicy } from './dial-policy';
import { firstAnswer } from './first-answer';
import type { Member } from './member';
import { rpcs } from './rpcs';

/** A known member with the connection the etcd layer itself uses. */
export type DirectoryEntry = KnownMember & { connection: Member | undefined };

/** Who the members are and how each is reached. */
export type MemberDirectory = {
  /**
   * From MemberList on any member, remembered for 30 s and then renewed in the background;
   * rejects where none was ever had.
   */
  entries: () => Promise<DirectoryEntry[]>;
  close: () => void;
};

const rememberedMilliseconds = 30_000;
const retryMilliseconds = 3_000;

/** A list that is a little old serves while the next one is fetched: a frozen member delays it. */
const usableMilliseconds = 5 * 60 * 1_000;
const identifyMilliseconds = 800;

const toListedMember = (member: IMember): ListedMember => ({
  id: toHexId(member.ID),
  name: member.name,
  peerUrls: member.peerURLs,
  clientUrls: member.clientURLs,
  isLearner: member.isLearner,
});

const refusalOf = ({ name, clientUrls }: ListedMember): string =>
  clientUrls.length === 0
    ? `The member ${name || 'without a name'} has not started yet, so it advertises no client URL.`
    : `The member advertises ${clientUrls.join(', ')}, which may not be dialled; add its host to allowedHosts.`;

/** The directory of one cluster; `connect` makes the connection of an endpoint once. */
export const createMemberDirectory = (
  config: ClusterConfig,
  connect: (endpoint: string) => Member,
): MemberDirectory => {
  const mayDial = createDialPolicy(config.endpoints, config.allowedHosts);
  const connections = new Map<string, Member>();
  let known: DirectoryEntry[] | undefined;
  let freshUntil = 0;
  let pending: Promise<DirectoryEntry[]> | undefined;

  const connectionTo = (endpoint: string): Member => {
    const connection = connections.get(endpoint) ?? connect(endpoint);
    connections.set(endpoint, connection);
    return connection;
  };

  const endpointOf = ({ clientUrls }: ListedMember): string | undefined => {
    const urls = clientUrls.flatMap((url) => normaliseEndpoint(url, 'https') ?? []);
    return urls.find((url) => config.endpoints.includes(url)) ?? urls.find(mayDial);
  };

  /** Ids of the members that answer at configured endpoints nobody advertises. */
  const identify = async (endpoints: readonly string[]): Promise<Map<string, string>> => {
    const ids = await Promise.allSettled(
      endpoints.map(async (endpoint) => {
        const signal = AbortSignal.timeout(identifyMilliseconds);
        return (await connectionTo(endpoint).status(signal)).memberId;
      }),
    );
    return new Map(
      ids.flatMap((id, index) =>
        id.status === 'fulfilled' ? [[id.value, endpoints[index] ?? ''] as const] : [],
      ),
    );
  };

  const resolve = async (listed: readonly ListedMember[]): Promise<DirectoryEntry[]> => {
    const endpoints = new Map(listed.map((member) => [member.id, endpointOf(member)]));
    const claimed = new Set(endpoints.values());
    const isComplete = listed.every((member) => endpoints.get(member.id) !== undefined);
    const unclaimed = config.endpoints.filter((endpoint) => !claimed.has(endpoint));
    const identified = isComplete ? new Map<string, string>() : await identify(unclaimed);
    return listed.map((member) => {
      const endpoint = endpoints.get(member.id) ?? identified.get(member.id);
      return endpoint === undefined
        ? { listed: member, connection: undefined, refusal: refusalOf(member) }
        : { listed: member, connection: connectionTo(endpoint), refusal: undefined };
    });
  };

  const candidates = (): Member[] => {
    const listed = (known ?? []).flatMap(({ connection }) => connection ?? []);
    const all = new Set([...listed, ...config.endpoints.map(connectionTo)]);
    return [...all].sort((left, right) => Number(right.isTrusted()) - Number(left.isTrusted()));
  };

  const dropUnused = (entries: readonly DirectoryEntry[]) => {
    const used = new Set(entries.map(({ connection }) => connection));
    for (const [endpoint, connection] of connections) {
      if (!used.has(connection) && !config.endpoints.includes(endpoint)) {
        connections.delete(endpoint);
        connection.close();
      }
    }
  };

  const refresh = async (): Promise<DirectoryEntry[]> => {
    try {
      const answer = await firstAnswer(candidates(), (member) =>
        member.callEtcd3(rpcs.memberList, (etcd, options) => etcd.cluster.memberList({}, options)),
      );
      const entries = await resolve(answer.members.map(toListedMember));
      dropUnused(entries);
      freshUntil = performance.now() + rememberedMilliseconds;
      known = entries;
      return entries;
    } catch (error) {
      if (known === undefined) {
        throw clusterFailure(config, error);
      }
      freshUntil = performance.now() + retryMilliseconds;
      return known;
    } finally {
      pending = undefined;
    }
  };

  return {
    entries: async () => {
      if (known !== undefined && performance.now() < freshUntil) {
        return known;
      }
      pending ??= refresh();
      const isUsable = performance.now() < freshUntil + usableMilliseconds;
      return known !== undefined && isUsable ? known : pending;
    },
    close: () => {
      for (const connection of connections.values()) {
        connection.close();
      }
    },
  };
};

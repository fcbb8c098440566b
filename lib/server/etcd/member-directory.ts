import 'server-only';
import type { IMember } from 'etcd3';
import { toHexId } from '@/lib/domain/etcd/member-id';
import type { ClusterConfig } from '../config/cluster-config';
import type { ListedMember } from './cluster-connection';
import { clusterFailure } from './cluster-failure';
import { firstAnswer } from './first-answer';
import type { Member } from './member';
import { createMemberResolver, type DirectoryEntry } from './resolve-members';
import { rpcs } from './rpcs';

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

const toListedMember = (member: IMember): ListedMember => ({
  id: toHexId(member.ID),
  name: member.name,
  peerUrls: member.peerURLs,
  clientUrls: member.clientURLs,
  isLearner: member.isLearner,
});

/** The directory of one cluster; `connect` makes the connection of an endpoint once. */
export const createMemberDirectory = (
  config: ClusterConfig,
  connect: (endpoint: string) => Member,
): MemberDirectory => {
  const connections = new Map<string, Member>();
  let known: DirectoryEntry[] | undefined;
  let freshUntil = 0;
  let pending: Promise<DirectoryEntry[]> | undefined;

  const connectionTo = (endpoint: string): Member => {
    const connection = connections.get(endpoint) ?? connect(endpoint);
    connections.set(endpoint, connection);
    return connection;
  };

  const resolve = createMemberResolver(config, connectionTo);

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

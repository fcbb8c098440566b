import 'server-only';
import { type Candidate, chooseMembers } from './choose-members';
import type { MemberStatus } from './cluster-connection';
import type { MemberDirectory } from './member-directory';
import type { ReadOrder } from './read-from-any';

const rememberedMilliseconds = 10_000;
const statusMilliseconds = 800;

/** Raft entries a follower may be behind: a linearizable read waits for it to catch up. */
const smallLag = 1_000n;

type Ranked = { candidate: Candidate; status: MemberStatus | undefined };

const statusOf = async (candidate: Candidate): Promise<Ranked> => {
  const signal = AbortSignal.timeout(statusMilliseconds);
  const status = await candidate.connection.status(signal).catch(() => undefined);
  return { candidate, status };
};

const isHealthyFollower = ({ status }: Ranked, newestIndex: bigint): boolean =>
  status !== undefined &&
  status.leaderId !== undefined &&
  status.leaderId !== status.memberId &&
  newestIndex - BigInt(status.raftAppliedIndex ?? status.raftIndex) <= smallLag;

/** Followers in sync first, then who else answers, then the rest. */
const rank = (ranked: readonly Ranked[]): Candidate[] => {
  const indexes = ranked.flatMap(({ status }) => (status ? [BigInt(status.raftIndex)] : []));
  const newest = indexes.sort((left, right) => (left < right ? 1 : -1))[0] ?? 0n;
  const place = (entry: Ranked): number =>
    isHealthyFollower(entry, newest) ? 0 : entry.status === undefined ? 2 : 1;
  return [...ranked]
    .sort((left, right) => place(left) - place(right))
    .map(({ candidate }) => candidate);
};

/**
 * For heavy reads: a walk over many keys holds up writers on the member that does it, and on a
 * follower those are few. The order is remembered for 10 s, so that the pages of one read stay
 * with one member. Where etcd refuses Status the order is that of small reads.
 */
export const preferFollowers = (directory: MemberDirectory): ReadOrder => {
  let remembered: { order: Candidate[]; until: number } | undefined;
  let pending: Promise<Candidate[]> | undefined;

  const look = async (): Promise<Candidate[]> => {
    const candidates = chooseMembers(await directory.entries());
    const order =
      candidates.length < 2 ? candidates : rank(await Promise.all(candidates.map(statusOf)));
    remembered = { order, until: performance.now() + rememberedMilliseconds };
    return order;
  };

  return {
    candidates: () => {
      if (remembered !== undefined && performance.now() < remembered.until) {
        return Promise.resolve(remembered.order);
      }
      pending ??= look().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    attemptMilliseconds: 10_000,
  };
};

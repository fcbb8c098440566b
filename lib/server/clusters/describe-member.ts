import 'server-only';
import type { Certificate, Member } from '@/lib/domain/api/overview';
import { isAppError } from '@/lib/domain/errors';
import { highestDecimal } from '@/lib/domain/etcd/highest-decimal';
import type { KnownMember, MemberStatus } from '../etcd/cluster-connection';

/** What one member told when it was asked, or why it did not. */
export type MemberAnswer = {
  known: KnownMember;
  status: MemberStatus | undefined;
  certificate: Certificate | undefined;
  quota: string | undefined;
  failure: { code: string; detail: string } | undefined;
};

/**
 * Who leads, as the members tell: the newest term in which one of them knows a leader. A member
 * cut off from the others goes on believing in an older one, or campaigns in terms nobody shares,
 * and where the leader itself is silent the others still name it. Null where nobody knows any.
 */
export const leaderIdOf = (answers: readonly MemberAnswer[]): string | null => {
  const knowing = answers.flatMap(({ status }) => (status?.leaderId === undefined ? [] : [status]));
  const term = highestDecimal(knowing.map(({ raftTerm }) => raftTerm));
  return knowing.find(({ raftTerm }) => raftTerm === term)?.leaderId ?? null;
};

const roleOf = ({ known, status }: MemberAnswer, leaderId: string | null): Member['role'] => {
  if (known.listed.isLearner) {
    return 'learner';
  }
  if (status === undefined) {
    return 'unknown';
  }
  return known.listed.id === leaderId ? 'leader' : 'follower';
};

/** How far a member's applied index is behind; null where its version does not tell. */
const lagOf = (status: MemberStatus | undefined, furthest: bigint): string | null =>
  status?.raftAppliedIndex === undefined
    ? null
    : String(furthest - BigInt(status.raftAppliedIndex));

/** The members for the overview, in the order of their names. */
export const describeMembers = (
  answers: readonly MemberAnswer[],
  leaderId: string | null,
): Member[] => {
  const furthest = BigInt(
    highestDecimal(answers.map(({ status }) => status?.raftAppliedIndex)) ?? 0,
  );
  const members = answers.map((answer): Member => {
    const { known, status, certificate, quota, failure } = answer;
    const { id, name, clientUrls, peerUrls } = known.listed;
    return {
      id,
      name,
      endpoint: known.connection?.endpoint ?? null,
      clientUrls,
      peerUrls,
      role: roleOf(answer, leaderId),
      version: status?.version ?? null,
      storageVersion: status?.storageVersion ?? null,
      databaseSize: status?.databaseSize ?? null,
      databaseSizeInUse: status?.databaseSizeInUse ?? null,
      quota: status?.quota ?? quota ?? null,
      raftTerm: status?.raftTerm ?? null,
      raftIndex: status?.raftIndex ?? null,
      raftAppliedIndex: status?.raftAppliedIndex ?? null,
      raftLag: lagOf(status, furthest),
      latencyMilliseconds: status ? Math.round(status.latencyMilliseconds * 10) / 10 : null,
      certificate: certificate ?? null,
      errors: status?.errors ?? [],
      failure: failure ?? null,
    };
  });
  return members.sort((left, right) =>
    left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
};

/** A failure as the API tells it: nothing but AppErrors carries words meant for a user. */
export const describeFailure = (error: unknown): { code: string; detail: string } =>
  isAppError(error)
    ? { code: error.code, detail: error.detail }
    : { code: 'internal', detail: 'The member could not be asked because of an internal error.' };

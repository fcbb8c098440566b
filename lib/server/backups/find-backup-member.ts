import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type BackupCandidate, chooseBackupMember } from '@/lib/domain/backups/choose-member';
import { AppError } from '@/lib/domain/errors';
import type {
  ClusterConnection,
  KnownMember,
  MemberConnection,
  MemberStatus,
} from '../etcd/cluster-connection';

/** The member a backup will be read from, and what its own Status said just now. */
export type BackupMember = {
  id: string;
  name: string;
  connection: MemberConnection;
  status: MemberStatus;
  /** Revision a quorum confirmed just before; undefined where there was no quorum to ask. */
  linearizableRevision: string | undefined;
};

type Answered = { known: KnownMember; connection: MemberConnection; status: MemberStatus };

const answerMilliseconds = 3_000;
const catchUpMilliseconds = 5_000;
const catchUpPause = 50;

const within = (milliseconds: number, signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);

const askStatus = async (known: KnownMember, signal: AbortSignal): Promise<Answered> => {
  const { connection, refusal, listed } = known;
  if (connection === undefined) {
    throw new AppError('endpoint_not_allowed', {
      detail: refusal ?? `No address of member ${listed.name} may be dialled.`,
      parameters: { member: listed.name },
    });
  }
  return { known, connection, status: await connection.status(signal) };
};

const findRequested = (members: readonly KnownMember[], id: string): KnownMember => {
  const member = members.find(({ listed }) => listed.id === id);
  if (member === undefined) {
    throw new AppError('not_found', { detail: 'The cluster has no member of this id.' });
  }
  return member;
};

const pickMember = async (
  cluster: ClusterConnection,
  members: readonly KnownMember[],
  signal: AbortSignal,
): Promise<Answered> => {
  const [answers, alarms] = await Promise.all([
    Promise.allSettled(members.map((member) => askStatus(member, signal))),
    // Alarms need a quorum; without one the choice is made on what each member says of itself.
    cluster.alarms(signal).catch(() => []),
  ]);
  const answered = answers.flatMap((answer) =>
    answer.status === 'fulfilled' ? [answer.value] : [],
  );
  const candidates = answered.map(
    ({ known: { listed }, status }): BackupCandidate => ({
      id: listed.id,
      isLearner: listed.isLearner,
      status,
      alarmed: alarms.some(({ memberId }) => memberId === listed.id),
    }),
  );
  const chosen = chooseBackupMember(candidates);
  const member = answered.find(({ known }) => known.listed.id === chosen?.id);
  if (member === undefined) {
    throw new AppError('cluster_unreachable', {
      detail: 'No member of the cluster answers, so there is nothing to take a backup from.',
    });
  }
  return member;
};

/** Waits a little until the member has applied a revision; gives its last Status either way. */
const catchUp = async (
  { connection, status }: Answered,
  revision: string | undefined,
  signal: AbortSignal,
): Promise<MemberStatus> => {
  let latest = status;
  const end = performance.now() + catchUpMilliseconds;
  while (
    revision !== undefined &&
    BigInt(latest.revision) < BigInt(revision) &&
    performance.now() < end
  ) {
    await pause(catchUpPause, undefined, { signal });
    latest = await connection.status(within(answerMilliseconds, signal));
  }
  return latest;
};

/**
 * The member to take a backup from: the one asked for, or the best that answers within 3 s, with
 * or without a quorum. Rejects with `not_found`, `cluster_unreachable`, `endpoint_not_allowed` or
 * the error of the member asked for.
 */
export const findBackupMember = async (
  cluster: ClusterConnection,
  memberId: string | undefined,
  signal: AbortSignal,
): Promise<BackupMember> => {
  const soon = within(answerMilliseconds, signal);
  const members = await cluster.members(soon);
  const [answered, linearizableRevision] = await Promise.all([
    memberId === undefined
      ? pickMember(cluster, members, soon)
      : askStatus(findRequested(members, memberId), soon),
    cluster.keys.revision(soon).catch(() => undefined),
  ]);
  const status = await catchUp(answered, linearizableRevision, signal);
  const { listed } = answered.known;
  return {
    id: listed.id,
    name: listed.name === '' ? listed.id : listed.name,
    connection: answered.connection,
    status,
    linearizableRevision,
  };
};

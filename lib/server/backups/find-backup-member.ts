import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { type BackupCandidate, chooseBackupMember } from '@/lib/domain/backups/choose-member';
import { AppError } from '@/lib/domain/errors';
import { parseAlarm } from '@/lib/domain/etcd/parse-alarm';
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
const catchUpMilliseconds = 3_000;
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

const answeredOf = async (
  members: readonly KnownMember[],
  signal: AbortSignal,
): Promise<Answered[]> => {
  const answers = await Promise.allSettled(members.map((member) => askStatus(member, signal)));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
};

/** Every member's Status names the alarms of all, so they are told apart from its own errors. */
const choose = (answered: readonly Answered[]): Answered | undefined => {
  const errors = answered.flatMap(({ status }) => status.errors);
  const alarmed = new Set(errors.map((error) => parseAlarm(error)?.memberId));
  const chosen = chooseBackupMember(
    answered.map(
      ({ known: { listed }, status }): BackupCandidate => ({
        id: listed.id,
        isLearner: listed.isLearner,
        status: { ...status, errors: status.errors.filter((error) => !parseAlarm(error)) },
        alarmed: alarmed.has(listed.id),
      }),
    ),
  );
  return answered.find(({ known }) => known.listed.id === chosen?.id);
};

const isBehind = ({ status }: Answered, revision: string | undefined): boolean =>
  revision !== undefined && BigInt(status.revision) < BigInt(revision);

/** Waits a little until the member has applied a revision; gives its last Status either way. */
const catchUp = async (
  member: Answered,
  revision: string | undefined,
  signal: AbortSignal,
): Promise<Answered> => {
  let latest = member;
  const end = performance.now() + catchUpMilliseconds;
  while (isBehind(latest, revision) && performance.now() < end) {
    await pause(catchUpPause, undefined, { signal });
    const status = await member.connection.status(within(answerMilliseconds, signal));
    latest = { ...latest, status };
  }
  return latest;
};

/**
 * The best member that has applied the revision: a backup nobody chose a member for must not hold
 * an older state than the cluster had when it was asked for.
 */
const pickCaughtUp = async (
  answered: readonly Answered[],
  revision: string | undefined,
  signal: AbortSignal,
): Promise<Answered> => {
  const chosen = choose(answered);
  if (chosen === undefined) {
    throw new AppError('stale_member', {
      detail:
        'No member that answers has all that the cluster has committed, so a backup would hold an old state. Wait until the members have caught up, or choose a member yourself.',
    });
  }
  try {
    const latest = await catchUp(chosen, revision, signal);
    if (!isBehind(latest, revision)) {
      return latest;
    }
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    // It answered a moment ago and does not now: the next best may.
  }
  const others = answered.filter((member) => member !== chosen);
  return pickCaughtUp(others, revision, signal);
};

const pickMember = async (
  answered: readonly Answered[],
  revision: string | undefined,
  signal: AbortSignal,
): Promise<Answered> => {
  if (answered.length === 0) {
    throw new AppError('cluster_unreachable', {
      detail: 'No member of the cluster answers, so there is nothing to take a backup from.',
    });
  }
  return pickCaughtUp(answered, revision, signal);
};

/**
 * The member to take a backup from. Asked for by id it is taken as it is, its own revision being
 * what the backup is labelled with; else it is the best that answers within 3 s and is caught up
 * with what a quorum confirmed. Without a quorum nobody can tell, and the best is taken. Rejects
 * with `not_found`, `cluster_unreachable`, `stale_member`, `endpoint_not_allowed` or the error of
 * the member asked for.
 */
export const findBackupMember = async (
  cluster: Pick<ClusterConnection, 'keys' | 'members'>,
  memberId: string | undefined,
  signal: AbortSignal,
): Promise<BackupMember> => {
  const soon = within(answerMilliseconds, signal);
  const members = await cluster.members(soon);
  const asked = memberId === undefined ? undefined : findRequested(members, memberId);
  const [answered, linearizableRevision] = await Promise.all([
    asked === undefined ? answeredOf(members, soon) : askStatus(asked, soon),
    cluster.keys.revision(soon).catch(() => undefined),
  ]);
  const { known, connection, status } = Array.isArray(answered)
    ? await pickMember(answered, linearizableRevision, signal)
    : await catchUp(answered, linearizableRevision, signal);
  const { id, name } = known.listed;
  return { id, name: name === '' ? id : name, connection, status, linearizableRevision };
};

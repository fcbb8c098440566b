/** What decides whether a member is a good one to take a backup from. */
export type BackupCandidate = {
  id: string;
  isLearner: boolean;
  /** Undefined where the member did not answer. */
  status:
    | {
        leaderId: string | undefined;
        raftIndex: string;
        raftAppliedIndex: string | undefined;
        /** Other than alarms. */
        errors: readonly string[];
      }
    | undefined;
  /** Whether an alarm is raised for it. */
  alarmed: boolean;
};

/** Entries a follower may be behind and still count as in sync. */
const allowedLag = 100n;

type Answering = BackupCandidate & { status: NonNullable<BackupCandidate['status']> };

const hasAnswered = (candidate: BackupCandidate): candidate is Answering =>
  candidate.status !== undefined;

const appliedIndex = ({ status }: Answering): bigint =>
  BigInt(status.raftAppliedIndex ?? status.raftIndex);

const isLeader = ({ id, status }: Answering): boolean => status.leaderId === id;

const furthestFirst = (left: Answering, right: Answering): number => {
  const difference = appliedIndex(right) - appliedIndex(left);
  return difference === 0n ? 0 : Number(difference > 0n) * 2 - 1;
};

/**
 * The member to read a backup from: a healthy voting follower that is in sync, because reading a
 * whole database slows the member down; else the leader; else whichever answers and knows most,
 * members with an alarm and then learners last, so that a cluster without quorum can be saved too. Undefined where none answers.
 */
export const chooseBackupMember = (
  candidates: readonly BackupCandidate[],
): BackupCandidate | undefined => {
  const answering = candidates.filter(hasAnswered).sort(furthestFirst);
  const furthest = answering[0];
  if (furthest === undefined) {
    return undefined;
  }
  const isSound = ({ alarmed, isLearner }: Answering): boolean => !alarmed && !isLearner;
  const isHealthy = (candidate: Answering): boolean =>
    isSound(candidate) && candidate.status.errors.length === 0;
  const isInSync = (candidate: Answering): boolean =>
    appliedIndex(furthest) - appliedIndex(candidate) <= allowedLag;
  const hasLeader = ({ status }: Answering): boolean => status.leaderId !== undefined;
  return (
    answering.find(
      (candidate) =>
        hasLeader(candidate) && !isLeader(candidate) && isHealthy(candidate) && isInSync(candidate),
    ) ??
    answering.find((candidate) => isLeader(candidate) && isSound(candidate)) ??
    answering.find(isSound) ??
    answering.find(isLeader) ??
    answering.find((candidate) => !candidate.isLearner) ??
    furthest
  );
};

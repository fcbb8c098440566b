import 'server-only';
import type { Member } from './member';
import type { DirectoryEntry } from './resolve-members';

/** A member that can be asked, and its name for the answer. */
export type Candidate = { name: string; connection: Member };

/**
 * The members that serve reads and writes, those that answered last first. Learners are left out:
 * they refuse everything but Status and serializable reads.
 */
export const chooseMembers = (entries: readonly DirectoryEntry[]): Candidate[] =>
  entries
    .flatMap(({ listed, connection }) =>
      connection === undefined || listed.isLearner ? [] : [{ name: listed.name, connection }],
    )
    .sort(
      (left, right) => Number(right.connection.isTrusted()) - Number(left.connection.isTrusted()),
    );

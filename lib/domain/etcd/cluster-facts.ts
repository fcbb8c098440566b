import type { Certificate, Member } from '../api/overview';
import type { ParsedAlarm } from './parse-alarm';

/** What is known about a cluster at one moment; reasons are derived from it and nothing else. */
export type ClusterFacts = {
  members: readonly Member[];
  alarms: readonly ParsedAlarm[];
  /** Who leads, as far as any member tells: the leader itself may be silent. */
  leaderId: string | null;
  clientCertificate: Certificate | null;
  /** Why not even the members are known; null where they are. */
  failure: { code: string; detail: string } | null;
};

/** Members that vote. A member that never answered counts as a voter unless listed as learner. */
export const votersOf = (members: readonly Member[]): Member[] =>
  members.filter(({ role }) => role !== 'learner');

/** Members whose Status arrived. */
export const answeredOf = (members: readonly Member[]): Member[] =>
  members.filter(({ version }) => version !== null);

/** How a member is called in a sentence: its name, or its id where it has none. */
export const memberLabel = ({ id, name }: Member): string => name || id;

import type { Reason } from '../api/common';
import type { Member } from '../api/overview';
import { answeredOf, type ClusterFacts, leaderOf, votersOf } from './cluster-facts';
import { isEvenForNothing, quorumOf } from './quorum';

const leaderReason = (members: readonly Member[]): Reason[] => {
  const answered = answeredOf(members);
  return answered.length > 0 && leaderOf(members) === undefined
    ? [{ code: 'no_leader', severity: 'critical', parameters: {} }]
    : [];
};

/**
 * With fewer answers than a quorum and no leader the quorum is lost; with a leader it may stand,
 * only not as seen from here.
 */
const quorumReason = (members: readonly Member[]): Reason[] => {
  const voters = votersOf(members);
  const working = answeredOf(voters).length;
  const quorum = quorumOf(voters.length);
  const parameters = { answered: working, voters: voters.length, quorum };
  if (working < quorum) {
    const code = leaderOf(members) === undefined ? 'quorum_lost' : 'quorum_not_seen';
    return [{ code, severity: 'critical', parameters }];
  }
  return working === quorum && working < voters.length
    ? [{ code: 'quorum_at_risk', severity: 'warning', parameters }]
    : [];
};

/** Reasons that come from who leads and who votes. */
export const quorumReasons = ({ members }: ClusterFacts): Reason[] => {
  const voters = votersOf(members).length;
  const shape: Reason[] = [];
  if (voters === 1) {
    shape.push({ code: 'single_voter', severity: 'info', parameters: {} });
  } else if (isEvenForNothing(voters)) {
    shape.push({ code: 'even_voters', severity: 'info', parameters: { voters } });
  }
  return [...leaderReason(members), ...quorumReason(members), ...shape];
};

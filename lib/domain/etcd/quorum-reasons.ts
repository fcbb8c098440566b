import type { Reason } from '../api/common';
import { answeredOf, type ClusterFacts, votersOf } from './cluster-facts';
import { isEvenForNothing, quorumOf } from './quorum';

const leaderReason = ({ members, leaderId }: ClusterFacts): Reason[] =>
  answeredOf(members).length > 0 && leaderId === null
    ? [{ code: 'no_leader', severity: 'critical', parameters: {} }]
    : [];

/**
 * With fewer answers than a quorum and no leader the quorum is lost; with a leader it may stand,
 * only not as seen from here.
 */
const quorumReason = ({ members, leaderId }: ClusterFacts): Reason[] => {
  const voters = votersOf(members);
  const working = answeredOf(voters).length;
  const quorum = quorumOf(voters.length);
  const parameters = { answered: working, voters: voters.length, quorum };
  if (working < quorum) {
    const code = leaderId === null ? 'quorum_lost' : 'quorum_not_seen';
    return [{ code, severity: 'critical', parameters }];
  }
  return working === quorum && working < voters.length
    ? [{ code: 'quorum_at_risk', severity: 'warning', parameters }]
    : [];
};

/** Reasons that come from who leads and who votes. */
export const quorumReasons = (facts: ClusterFacts): Reason[] => {
  const voters = votersOf(facts.members).length;
  const shape: Reason[] = [];
  if (voters === 1) {
    shape.push({ code: 'single_voter', severity: 'info', parameters: {} });
  } else if (isEvenForNothing(voters)) {
    shape.push({ code: 'even_voters', severity: 'info', parameters: { voters } });
  }
  return [...leaderReason(facts), ...quorumReason(facts), ...shape];
};

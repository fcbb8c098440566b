import type { Reason } from '../api/common';
import type { Member } from '../api/overview';
import { type ClusterFacts, memberLabel } from './cluster-facts';
import { parseAlarm } from './parse-alarm';

/** More entries behind than a member catches up in a moment, even under load. */
const lagWarningEntries = 1_000n;

/** What a failure is called: some have their own sentence, the rest simply did not answer. */
const failureCode = (code: string): string => {
  if (code === 'endpoint_not_allowed' || code === 'etcd_permission_denied') {
    return code === 'endpoint_not_allowed' ? 'member_not_dialled' : 'status_denied';
  }
  return code === 'conflict' ? 'member_mistaken' : 'member_not_answering';
};

const failureReason = (member: Member): Reason[] => {
  if (member.failure === null) {
    return [];
  }
  const { code, detail } = member.failure;
  const parameters = { member: memberLabel(member), error: code, detail };
  return [{ code: failureCode(code), severity: 'warning', parameters }];
};

const lagReason = (member: Member): Reason[] => {
  const { raftLag, role } = member;
  if (raftLag === null || BigInt(raftLag) <= lagWarningEntries) {
    return [];
  }
  const code = role === 'learner' ? 'learner_behind' : 'member_behind';
  return [{ code, severity: 'warning', parameters: { member: memberLabel(member), lag: raftLag } }];
};

/** That there is no leader is said once for the cluster, unless only this member sees none. */
const errorReasons = (member: Member, leaderId: string | null): Reason[] =>
  member.errors
    .filter((error) => parseAlarm(error) === undefined)
    .filter((error) => leaderId !== null || !error.includes('no leader'))
    .map((error) => ({
      code: 'member_error',
      severity: 'warning',
      parameters: { member: memberLabel(member), error },
    }));

/** Reasons that come from single members: silent, refused, behind, or reporting errors. */
export const memberReasons = ({ members, leaderId }: ClusterFacts): Reason[] =>
  members.flatMap((member) => [
    ...failureReason(member),
    ...lagReason(member),
    ...errorReasons(member, leaderId),
  ]);

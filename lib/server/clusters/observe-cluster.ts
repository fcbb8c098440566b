import 'server-only';
import type { Overview } from '@/lib/domain/api/overview';
import { assessCluster } from '@/lib/domain/etcd/assess-cluster';
import { answeredOf, votersOf } from '@/lib/domain/etcd/cluster-facts';
import { highestDecimal } from '@/lib/domain/etcd/highest-decimal';
import { type ParsedAlarm, parseAlarm } from '@/lib/domain/etcd/parse-alarm';
import { failuresSurvivable, quorumOf } from '@/lib/domain/etcd/quorum';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import { askMember } from './ask-member';
import { describeFailure, describeMembers, leaderIdOf, type MemberAnswer } from './describe-member';

type Listing = {
  known: KnownMember[];
  failure: { code: string; detail: string } | null;
};

const listMembers = async (cluster: ClusterConnection): Promise<Listing> => {
  try {
    return { known: await cluster.members(), failure: null };
  } catch (error) {
    return { known: [], failure: describeFailure(error) };
  }
};

/** Every member reports every alarm, so the same one arrives several times. */
const collectAlarms = (answers: readonly MemberAnswer[]): ParsedAlarm[] => {
  const alarms = answers.flatMap(({ status }) =>
    (status?.errors ?? []).flatMap((error) => parseAlarm(error) ?? []),
  );
  return [...new Map(alarms.map((alarm) => [`${alarm.memberId} ${alarm.type}`, alarm])).values()];
};

/** The client certificate, or null: where the files are unreadable the failure says so. */
const readClientCertificate = (cluster: ClusterConnection) =>
  cluster.clientCertificate().catch(() => undefined);

/**
 * Asks every member at once and draws the verdict from what arrived. Never rejects; takes no
 * longer than a member list and one Status, however many members are silent.
 */
export const observeCluster = async (
  cluster: ClusterConnection,
): Promise<Omit<Overview, 'leaderSince'>> => {
  const startedAt = performance.now();
  const { config } = cluster;
  const { known, failure } = await listMembers(cluster);
  const answers = await Promise.all(known.map((member) => askMember(cluster, member)));
  const clientCertificate = (await readClientCertificate(cluster)) ?? null;
  const leaderId = leaderIdOf(answers);
  const members = describeMembers(answers, leaderId);
  const alarms = collectAlarms(answers);
  const voters = votersOf(members);
  return {
    cluster: config.name,
    displayName: config.displayName,
    clusterId: answers.find(({ status }) => status)?.status?.clusterId ?? null,
    readOnly: config.readOnly,
    ...assessCluster({ members, alarms, leaderId, clientCertificate, failure }),
    checkedAt: new Date().toISOString(),
    elapsedMilliseconds: Math.round(performance.now() - startedAt),
    answered: answeredOf(members).length,
    voters: voters.length,
    quorum: quorumOf(voters.length),
    failuresSurvivable: failuresSurvivable(voters.length, answeredOf(voters).length),
    leaderId,
    raftTerm: highestDecimal(members.map(({ raftTerm }) => raftTerm)),
    revision: highestDecimal(answers.map(({ status }) => status?.revision)),
    alarms,
    clientCertificate,
    members,
  };
};

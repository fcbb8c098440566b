import { answeredOf, memberLabel, votersOf } from '../etcd/cluster-facts';
import { isEvenForNothing } from '../etcd/quorum';
import { memberEndpoints } from './member-endpoints';
import { readingsOf } from './readings';
import { count, duration, fine, type Rule, unknownFor } from './rule';

/** etcd's FAQ: no more than seven members; every write waits for a majority of them. */
const mostVoters = 7;
/** As the verdict of the overview has it: more than a member catches up in a moment. */
const learnerLag = 1_000n;
const hourSeconds = 3_600;

const noLeader: Rule = {
  id: 'no-leader',
  judge: ({ overview, endpoints }) => {
    if (answeredOf(overview.members).length === 0) {
      return unknownFor('not-answering');
    }
    return overview.leaderId !== null
      ? fine
      : {
          finding: {
            severity: 'critical',
            parameters: {},
            evidence: [
              {
                code: 'answered',
                parameters: {
                  answered: overview.answered,
                  members: overview.members.length,
                  quorum: overview.quorum,
                },
              },
            ],
            commands: [
              `etcdctl endpoint status --endpoints=${memberEndpoints({ overview, endpoints })} -w table`,
            ],
            link: { page: 'overview' },
          },
        };
  },
};

const memberSilent: Rule = {
  id: 'member-silent',
  judge: ({ overview }) => {
    const { members, answered, quorum, failuresSurvivable } = overview;
    const silent = members.filter(({ version }) => version === null);
    const isVoterSilent = votersOf(silent).length > 0;
    const [first] = silent;
    return first === undefined
      ? members.length === 0
        ? unknownFor('not-answering')
        : fine
      : {
          finding: {
            severity: isVoterSilent && failuresSurvivable === 0 ? 'critical' : 'warning',
            parameters: { count: silent.length, member: memberLabel(first) },
            evidence: [
              ...silent.map((member) => ({
                code: 'member-failure',
                parameters: {
                  member: memberLabel(member),
                  error: member.failure?.code ?? 'member_unreachable',
                },
              })),
              { code: 'answered', parameters: { answered, members: members.length, quorum } },
            ],
            commands: ['etcdctl endpoint health', 'journalctl -u etcd --since -15m'],
            link: { page: 'overview' },
          },
        };
  },
};

/** A rule about how many members vote. */
const votersRule = (
  id: 'single-member' | 'even-members' | 'too-many-members',
  severity: 'warning' | 'info',
  applies: (voters: number) => boolean,
): Rule => ({
  id,
  judge: ({ overview }) => {
    if (overview.members.length === 0) {
      return unknownFor('not-answering');
    }
    const voters = votersOf(overview.members).length;
    const survives = Math.max(0, Math.ceil(voters / 2) - 1);
    const [peerUrl = 'https:'] = overview.members.flatMap(({ peerUrls }) => peerUrls);
    const scheme = peerUrl.startsWith('http:') ? 'http' : 'https';
    return applies(voters)
      ? {
          finding: {
            severity,
            parameters: { voters },
            evidence: [{ code: 'voters', parameters: { voters, survives } }],
            commands:
              voters > mostVoters
                ? ['etcdctl member remove <id>']
                : [`etcdctl member add <name> --learner --peer-urls=${scheme}://<host>:2380`],
            link: { page: 'overview' },
          },
        }
      : fine;
  },
});

const learner: Rule = {
  id: 'learner',
  judge: ({ overview, endpoints, day, now }) => {
    const [member] = overview.members.filter(({ role }) => role === 'learner');
    if (member === undefined) {
      return overview.members.length === 0 ? unknownFor('not-answering') : fine;
    }
    if (member.raftLag === null) {
      return unknownFor('not-answering', [memberLabel(member)]);
    }
    const isBehind = BigInt(member.raftLag) > learnerLag;
    const seen = readingsOf(day, 'database-size', 'size').found.find(
      ({ memberId }) => memberId === member.id,
    );
    const [first] = seen?.history ?? [];
    const age = first === undefined ? 0 : (now - first.time) / 1_000;
    const isOld = age >= hourSeconds;
    return {
      finding: {
        severity: isBehind || isOld ? 'warning' : 'info',
        parameters: { member: memberLabel(member), state: isBehind ? 'behind' : 'ready' },
        evidence: [
          {
            code: 'learner-lag',
            parameters: { member: memberLabel(member), entries: count(Number(member.raftLag)) },
          },
          ...(isOld ? [{ code: 'learner-since', parameters: { age: duration(age) } }] : []),
        ],
        commands: [
          isBehind
            ? `etcdctl endpoint status --endpoints=${memberEndpoints({ overview, endpoints })} -w table`
            : `etcdctl member promote ${member.id}`,
        ],
        link: { page: 'overview' },
      },
    };
  },
};

/** Who is in the cluster, who answers and who votes. */
export const topologyRules: readonly Rule[] = [
  noLeader,
  memberSilent,
  votersRule('single-member', 'warning', (voters) => voters === 1),
  votersRule('even-members', 'warning', isEvenForNothing),
  votersRule('too-many-members', 'info', (voters) => voters > mostVoters),
  learner,
];

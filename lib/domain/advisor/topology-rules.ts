import { answeredOf, memberLabel, votersOf } from '../etcd/cluster-facts';
import { isEvenForNothing } from '../etcd/quorum';
import { learnerRule } from './learner-rule';
import { memberEndpoints } from './member-endpoints';
import { failureOf } from './member-failure';
import { fine, type Rule, unknownFor } from './rule';

/** etcd's FAQ: no more than seven members; every write waits for a majority of them. */
const mostVoters = 7;

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
    // Silent learners are found by the rule about learners.
    const silent = votersOf(members).filter(({ version }) => version === null);
    const [first] = silent;
    return first === undefined
      ? members.length === 0
        ? unknownFor('not-answering')
        : fine
      : {
          finding: {
            severity: failuresSurvivable === 0 ? 'critical' : 'warning',
            parameters: { count: silent.length, member: memberLabel(first) },
            evidence: [
              ...silent.map((member) => ({
                code: 'member-failure',
                parameters: { member: memberLabel(member), error: failureOf(member) },
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

/** Who is in the cluster, who answers and who votes. */
export const topologyRules: readonly Rule[] = [
  noLeader,
  memberSilent,
  votersRule('single-member', 'warning', (voters) => voters === 1),
  votersRule('even-members', 'warning', isEvenForNothing),
  votersRule('too-many-members', 'info', (voters) => voters > mostVoters),
  learnerRule,
];

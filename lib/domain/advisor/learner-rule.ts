import type { Evidence, Severity } from '../api/advisor';
import type { Member } from '../api/overview';
import { memberLabel } from '../etcd/cluster-facts';
import type { ClusterEvidence } from './cluster-evidence';
import { memberEndpoints } from './member-endpoints';
import { failureOf } from './member-failure';
import { readingsOf } from './readings';
import { count, duration, fine, type Rule, unknownFor } from './rule';

/** As the verdict of the overview has it: more than a member catches up in a moment. */
const learnerLag = 1_000n;
const hourSeconds = 3_600;

/** How a learner stands; a member tells its name and client URLs when it starts for the first time. */
type State = 'unstarted' | 'silent' | 'behind' | 'ready';

type Learner = { member: Member; state: State; age: number; isBad: boolean };

const stateOf = ({ version, name, clientUrls, raftLag }: Member): State => {
  if (version === null) {
    return name === '' && clientUrls.length === 0 ? 'unstarted' : 'silent';
  }
  return raftLag !== null && BigInt(raftLag) > learnerLag ? 'behind' : 'ready';
};

/** For how many seconds its metrics have been read, a day at most. */
const ageOf = ({ day, now }: ClusterEvidence, { id }: Member): number => {
  const seen = readingsOf(day, 'database-size', 'size').found.find(
    ({ memberId }) => memberId === id,
  );
  const [first] = seen?.history ?? [];
  return first === undefined ? 0 : (now - first.time) / 1_000;
};

const learnersOf = (evidence: ClusterEvidence): Learner[] =>
  evidence.overview.members
    .filter(({ role }) => role === 'learner')
    .map((member) => {
      const state = stateOf(member);
      const age = ageOf(evidence, member);
      return { member, state, age, isBad: state !== 'ready' || age >= hourSeconds };
    });

const evidenceOf = ({ member, state, age }: Learner): Evidence[] => {
  const label = memberLabel(member);
  const [url = ''] = member.peerUrls;
  const since =
    age < hourSeconds
      ? []
      : [{ code: 'learner-since', parameters: { member: label, age: duration(age) } }];
  switch (state) {
    case 'unstarted':
      return [{ code: 'learner-unstarted', parameters: { member: label, url } }];
    case 'silent':
      return [{ code: 'member-failure', parameters: { member: label, error: failureOf(member) } }];
    default:
      return [
        {
          code: 'learner-lag',
          parameters: { member: label, entries: count(Number(member.raftLag ?? 0)) },
        },
        ...since,
      ];
  }
};

const commandOf = ({ state, member }: Learner, cluster: ClusterEvidence): string => {
  switch (state) {
    case 'unstarted':
      return `etcdctl member remove ${member.id}`;
    case 'ready':
      return `etcdctl member promote ${member.id}`;
    default:
      return `etcdctl endpoint status --endpoints=${memberEndpoints(cluster)} -w table`;
  }
};

const worstFirst: readonly State[] = ['unstarted', 'silent', 'behind', 'ready'];

/** Every learner that is stuck, was forgotten or waits to be promoted. */
export const learnerRule: Rule = {
  id: 'learner',
  judge: (evidence) => {
    const learners = learnersOf(evidence).toSorted(
      (left, right) => worstFirst.indexOf(left.state) - worstFirst.indexOf(right.state),
    );
    const [worst] = learners;
    if (worst === undefined) {
      return evidence.overview.members.length === 0 ? unknownFor('not-answering') : fine;
    }
    const severity: Severity = learners.some(({ isBad }) => isBad) ? 'warning' : 'info';
    return {
      finding: {
        severity,
        parameters: {
          member: memberLabel(worst.member),
          state: worst.state,
          count: learners.length,
        },
        evidence: learners.flatMap(evidenceOf),
        commands: [...new Set(learners.map((one) => commandOf(one, evidence)))],
        link: { page: 'overview' },
      },
    };
  },
};

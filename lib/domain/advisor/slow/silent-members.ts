import type { Evidence } from '../../api/advisor';
import type { Member, Overview } from '../../api/overview';
import { answeredOf, memberLabel, votersOf } from '../../etcd/cluster-facts';
import { failureOf } from '../member-failure';
import type { SlowEvidence } from './slow-evidence';
import type { Scored } from './strongest';

/** One silent member makes the others wait for each other; it stops nobody by itself. */
const oneSilent = 0.3;

const isLost = ({ members, quorum, leaderId }: Overview): boolean =>
  leaderId === null || answeredOf(votersOf(members)).length < quorum;

/** Whether nothing can be written, because too few answer or nobody leads. */
export const lostQuorum = ({ overview }: SlowEvidence): boolean =>
  'value' in overview && isLost(overview.value);

/** Who does not answer, and until when its metrics could be read. */
const silence = ({ now }: SlowEvidence, member: Member): Evidence => {
  const scrape =
    'value' in now ? now.value.scrapes.find(({ memberId }) => memberId === member.id) : undefined;
  const lastAt = scrape?.lastAt ?? null;
  return {
    code: lastAt === null ? 'member-failure' : 'member-failure-since',
    parameters: {
      member: memberLabel(member),
      error: failureOf(member),
      ...(lastAt === null ? {} : { time: { value: Date.parse(lastAt), unit: 'time' as const } }),
    },
  };
};

/**
 * How strongly the members themselves speak: in full where there is no leader or no quorum, because
 * then every write waits whatever the disk does. Undefined where it is not known who answers.
 */
export const silentMembers = (evidence: SlowEvidence): Scored | undefined => {
  if ('unknown' in evidence.overview) {
    return undefined;
  }
  const { members, answered, quorum, leaderId } = evidence.overview.value;
  const silent = votersOf(members).filter(({ version }) => version === null);
  const isAllLost = isLost(evidence.overview.value);
  return {
    score: isAllLost ? 1 : silent.length > 0 ? oneSilent : 0,
    evidence: [
      ...(leaderId === null ? [{ code: 'nobody-leads', parameters: {} }] : []),
      { code: 'answered', parameters: { answered, members: members.length, quorum } },
      ...silent.map((member) => silence(evidence, member)),
    ],
  };
};

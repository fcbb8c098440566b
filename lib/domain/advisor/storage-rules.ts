import type { Evidence, Severity } from '../api/advisor';
import type { Member } from '../api/overview';
import { memberLabel, votersOf } from '../etcd/cluster-facts';
import type { ClusterEvidence } from './cluster-evidence';
import { defragCommand, voterEndpoints } from './member-endpoints';
import { greatestQuota } from './memory-rule';
import { readingsOf } from './readings';
import {
  bytes,
  count,
  duration,
  fine,
  fineWithout,
  type Judgement,
  type Rule,
  ratio,
  unknownFor,
} from './rule';

/** Shares of the quota: the steps of OpenShift's etcd operator; etcd's own mixin waits for 95 %. */
const quotaSteps: readonly { from: number; severity: Severity }[] = [
  { from: 0.85, severity: 'critical' },
  { from: 0.75, severity: 'warning' },
  { from: 0.65, severity: 'info' },
];
/** A database that fills within a day at the pace of the last one is worth a warning. */
const soonSeconds = 24 * 3_600;
const leastGrowthSpan = 3_600;

/** etcd's mixin has the half; what is given back must be worth the pause of a defragmentation. */
const fragmentedBelow = 0.5;
const leastReclaimable = 100 * 1024 * 1024;

const neverCompactedFrom = 10_000n;
const keptTooMany = 1_000_000n;
const mostOfADay = 20 * 3_600_000;

const alarmRule = (id: 'alarm-nospace' | 'alarm-corrupt', type: string): Rule => ({
  id,
  judge: ({ overview, endpoints }) => {
    if (overview.answered === 0) {
      return unknownFor('not-answering');
    }
    const members = overview.alarms
      .filter((alarm) => alarm.type === type)
      .map(
        ({ memberId }) =>
          overview.members.find(({ id: known }) => known === memberId)?.name ?? memberId,
      );
    return members.length === 0
      ? fine
      : {
          finding: {
            severity: 'critical',
            parameters: { members: members.join(', ') },
            evidence: members.map((member) => ({ code: 'alarm', parameters: { member, type } })),
            commands:
              type === 'NOSPACE'
                ? [
                    `etcdctl compact ${overview.revision ?? '<revision>'}`,
                    defragCommand(voterEndpoints({ overview, endpoints })),
                    'etcdctl alarm disarm',
                  ]
                : ['etcdctl endpoint hashkv', 'etcdctl alarm disarm'],
            link: { page: 'overview' },
          },
        };
  },
});

type Use = {
  member: string;
  share: number;
  size: number;
  quota: number;
  fullIn: number | undefined;
};

/** Seconds until the quota is reached at the growth of the last day; undefined where it is none. */
const fullIn = (
  { day, now }: ClusterEvidence,
  member: Member,
  quota: number,
): number | undefined => {
  const reading = readingsOf(day, 'database-size', 'size').found.find(
    ({ memberId }) => memberId === member.id,
  );
  const [first] = reading?.history ?? [];
  if (reading === undefined || first === undefined) {
    return undefined;
  }
  const span = (now - first.time) / 1_000;
  const growth = (reading.value - first.value) / span;
  return span < leastGrowthSpan || growth <= 0 ? undefined : (quota - reading.value) / growth;
};

const usesOf = (evidence: ClusterEvidence): Use[] =>
  evidence.overview.members.flatMap((member) => {
    const { databaseSize, quota } = member;
    return databaseSize === null || quota === null || quota === '0'
      ? []
      : [
          {
            member: memberLabel(member),
            share: Number(databaseSize) / Number(quota),
            size: Number(databaseSize),
            quota: Number(quota),
            fullIn: fullIn(evidence, member, Number(quota)),
          },
        ];
  });

const isSoonFull = ({ fullIn: left }: Use): boolean => left !== undefined && left < soonSeconds;

const severityOfUse = (use: Use): Severity | undefined => {
  const step = quotaSteps.find(({ from }) => use.share >= from)?.severity;
  return isSoonFull(use) && step !== 'critical' ? 'warning' : step;
};

const useEvidence = ({ member, share, size, quota, fullIn: left }: Use): Evidence[] => [
  {
    code: 'quota-use',
    parameters: { member, share: ratio(share), size: bytes(size), quota: bytes(quota) },
  },
  ...(left === undefined
    ? []
    : [{ code: 'quota-forecast', parameters: { member, left: duration(left) } }]),
];

const quotaNear: Rule = {
  id: 'quota-near',
  judge: (evidence): Judgement => {
    const { overview } = evidence;
    const uses = usesOf(evidence);
    const untold = overview.members.filter(
      (one) => !uses.some(({ member }) => member === memberLabel(one)),
    );
    const missing = untold.map(memberLabel);
    const isSilent = untold.every(({ version }) => version === null);
    const unknown =
      missing.length > 0 || uses.length === 0
        ? unknownFor(isSilent ? 'not-answering' : 'not-exposed', missing)
        : fine;
    const near = uses
      .filter((use) => severityOfUse(use) !== undefined)
      .toSorted((left, right) => right.share - left.share);
    const severities = near.map(severityOfUse);
    const severity = quotaSteps.find((step) => severities.includes(step.severity))?.severity;
    const worst = near.find((use) => severityOfUse(use) === severity);
    return worst === undefined || severity === undefined
      ? unknown
      : {
          ...unknown,
          finding: {
            severity,
            parameters: {
              member: worst.member,
              share: ratio(worst.share),
              growth: severity === 'warning' && isSoonFull(worst) ? 'soon' : 'slow',
            },
            evidence: near.flatMap(useEvidence),
            commands: [
              `etcdctl compact ${overview.revision ?? '<revision>'}`,
              defragCommand(voterEndpoints(evidence)),
              ...(worst.quota < greatestQuota
                ? [`etcd --quota-backend-bytes=${greatestQuota}`]
                : []),
            ],
            link: { page: 'metrics', query: 'full=quota-use' },
          },
        };
  },
};

const fragmentation: Rule = {
  id: 'fragmentation',
  judge: ({ overview }) => {
    // A learner refuses to be defragmented.
    const voters = votersOf(overview.members);
    const known = voters.flatMap((member) =>
      member.databaseSize === null || member.databaseSizeInUse === null
        ? []
        : [{ member, size: Number(member.databaseSize), inUse: Number(member.databaseSizeInUse) }],
    );
    if (known.length === 0) {
      return unknownFor('not-answering');
    }
    const silent = voters.filter((one) => !known.some(({ member }) => member === one));
    const rest = fineWithout('not-answering', silent.map(memberLabel));
    const wasteful = known.filter(
      ({ size, inUse }) => inUse / size < fragmentedBelow && size - inUse >= leastReclaimable,
    );
    const [first] = wasteful.toSorted((left, right) => right.size - left.size);
    return first === undefined
      ? rest
      : {
          ...rest,
          finding: {
            severity: 'warning',
            parameters: {
              member: memberLabel(first.member),
              reclaimable: bytes(first.size - first.inUse),
            },
            evidence: wasteful.map(({ member, size, inUse }) => ({
              code: 'in-use',
              parameters: {
                member: memberLabel(member),
                share: ratio(inUse / size),
                inUse: bytes(inUse),
                size: bytes(size),
              },
            })),
            commands: wasteful
              // The leader last: while it defragments, nobody can write.
              .toSorted(
                (left, right) =>
                  Number(left.member.role === 'leader') - Number(right.member.role === 'leader'),
              )
              .map(({ member }) => defragCommand(member.endpoint ?? '<endpoint>')),
            link: { page: 'metrics', query: 'full=fragmentation' },
          },
        };
  },
};

/** Whether any keys were compacted in the last day; undefined where it was not watched for most of it. */
const hasCompacted = ({ day, now }: ClusterEvidence): boolean | undefined => {
  const { found } = readingsOf(day, 'compaction', '');
  const isWatched = found.some(
    ({ history: [first] }) => first !== undefined && now - first.time >= mostOfADay,
  );
  return !isWatched
    ? undefined
    : found.some(({ value, history }) => value > 0 || history.some((one) => one.value > 0));
};

const noCompaction: Rule = {
  id: 'no-compaction',
  judge: (evidence) => {
    const { oldestRevision, overview } = evidence;
    if ('unknown' in oldestRevision || overview.revision === null) {
      return unknownFor('unknown' in oldestRevision ? oldestRevision.unknown : 'not-answering');
    }
    const kept = BigInt(overview.revision) - oldestRevision.value;
    const isNever = oldestRevision.value === 1n;
    const isStill = hasCompacted(evidence) === false && kept >= keptTooMany;
    return (isNever && kept >= neverCompactedFrom) || isStill
      ? {
          finding: {
            severity: 'warning',
            parameters: { never: isNever ? 'yes' : 'no', kept: count(Number(kept)) },
            evidence: [
              {
                code: isNever ? 'never-compacted' : 'kept-revisions',
                parameters: { kept: count(Number(kept)), revision: overview.revision },
              },
            ],
            commands: [
              'etcd --auto-compaction-mode=periodic --auto-compaction-retention=1h',
              `etcdctl compact ${overview.revision}`,
            ],
            link: { page: 'metrics', query: 'full=compaction' },
          },
        }
      : fine;
  },
};

/** Whether the database has room and is not mostly holes and history. */
export const storageRules: readonly Rule[] = [
  alarmRule('alarm-nospace', 'NOSPACE'),
  alarmRule('alarm-corrupt', 'CORRUPT'),
  quotaNear,
  fragmentation,
  noCompaction,
];

import type { Evidence, Severity } from '../api/advisor';
import type { Member } from '../api/overview';
import { memberLabel } from '../etcd/cluster-facts';
import type { Reading } from './readings';
import { readingsOf } from './readings';
import { bytes, fine, type Rule, ratio, unknownFor } from './rule';

/** The most etcd's documentation recommends; etcd itself warns beyond at its start. */
export const greatestQuota = 8 * 1024 ** 3;

/** A process that holds less than this of a database this large has it read from the disk. */
const heldShare = 0.8;
const leastDatabase = 256 * 1024 * 1024;

/** What a process holds beyond its quota matters from here on: small quotas are often passed. */
const leastHeld = 1024 ** 3;

type Judged = { severity: Severity; state: string; member: string; evidence: Evidence };

const quotaOf = ({ quota }: Member): number => Number(quota ?? 0);

/** A quota that etcd's documentation advises against. */
const judgeQuota = (member: Member): Judged[] =>
  quotaOf(member) <= greatestQuota
    ? []
    : [
        {
          severity: 'info',
          state: 'quota',
          member: memberLabel(member),
          evidence: {
            code: 'quota-above',
            parameters: {
              member: memberLabel(member),
              quota: bytes(quotaOf(member)),
              recommended: bytes(greatestQuota),
            },
          },
        },
      ];

/** What the process holds against its database, which etcd maps whole, and against its quota. */
const judgeHeld = (member: Member, { value: held }: Reading): Judged[] => {
  const inUse = Number(member.databaseSizeInUse ?? 0);
  const quota = quotaOf(member);
  const label = memberLabel(member);
  const parameters = { member: label, memory: bytes(held) };
  if (inUse >= leastDatabase && held < inUse * heldShare) {
    const evidence = {
      code: 'memory',
      parameters: { ...parameters, inUse: bytes(inUse), share: ratio(held / inUse) },
    };
    return [{ severity: 'warning', state: 'short', member: label, evidence }];
  }
  return quota > 0 && held >= leastHeld && held > quota
    ? [
        {
          severity: 'info',
          state: 'beyond',
          member: label,
          evidence: {
            code: 'memory-beyond',
            parameters: { ...parameters, quota: bytes(quota) },
          },
        },
      ]
    : [];
};

/**
 * What can be compared of memory, database and quota. How much memory the machine has no member
 * tells, which the texts say once.
 */
export const memoryRule: Rule = {
  id: 'memory-short',
  judge: ({ recent, overview: { members } }) => {
    if (members.length === 0) {
      return unknownFor('not-answering');
    }
    const { found, missing, reason } = readingsOf(recent, 'memory', '');
    const judged = [
      ...members.flatMap((member) =>
        found
          .filter(({ memberId }) => memberId === member.id)
          .flatMap((one) => judgeHeld(member, one)),
      ),
      ...members.flatMap(judgeQuota),
    ];
    const unknown = found.length === 0 || missing.length > 0 ? unknownFor(reason, missing) : fine;
    const [first] = judged;
    return first === undefined
      ? unknown
      : {
          ...unknown,
          finding: {
            severity: judged.some(({ severity }) => severity === 'warning') ? 'warning' : 'info',
            parameters: { member: first.member, state: first.state },
            evidence: judged.map(({ evidence }) => evidence),
            commands: [],
            link: { page: 'metrics', query: 'full=memory' },
          },
        };
  },
};

import { memoryRule } from './memory-rule';
import { greatest, readingsOf } from './readings';
import { count, fine, fineWithout, perSecond, type Rule, unknownFor } from './rule';

/** Our own measures: etcd names no limits for these; each costs memory and work on every write. */
const manyWatchers = 10_000;
const growthFactor = 2;
const manyLeases = 10_000;
const tooManyLeases = 100_000;

const watchersMany: Rule = {
  id: 'watchers-many',
  judge: ({ day }) => {
    const { found, missing, reason } = readingsOf(day, 'watchers', 'watchers');
    const most = greatest(found);
    if (most === undefined) {
      return unknownFor(reason, missing);
    }
    const rest = fineWithout(reason, missing);
    if (most.value < manyWatchers) {
      return rest;
    }
    const before = most.history[0];
    const isGrowing = before !== undefined && most.value >= before.value * growthFactor;
    return {
      ...rest,
      finding: {
        severity: isGrowing ? 'warning' : 'info',
        parameters: { member: most.memberName, watchers: count(most.value) },
        evidence: [
          ...found.map(({ memberName, value }) => ({
            code: 'watchers',
            parameters: { member: memberName, watchers: count(value) },
          })),
          ...(isGrowing
            ? [{ code: 'watchers-before', parameters: { watchers: count(before.value) } }]
            : []),
        ],
        commands: [],
        link: { page: 'metrics', query: 'full=watchers' },
      },
    };
  },
};

const watchersSlow: Rule = {
  id: 'watchers-slow',
  judge: ({ recent }) => {
    const { found, missing, reason } = readingsOf(recent, 'watchers', 'slow');
    if (found.length === 0) {
      return unknownFor(reason, missing);
    }
    // One that is slow for a moment catches up; one that is slow all the time does not.
    const slow = found.filter(
      ({ value, history }) => value > 0 && history.slice(-2).every((one) => one.value > 0),
    );
    const worst = greatest(slow);
    const rest = fineWithout(reason, missing);
    return worst === undefined
      ? rest
      : {
          ...rest,
          finding: {
            severity: 'warning',
            parameters: { member: worst.memberName, watchers: count(worst.value) },
            evidence: slow.map(({ memberName, value }) => ({
              code: 'watchers-slow',
              parameters: { member: memberName, watchers: count(value) },
            })),
            commands: [],
            link: { page: 'metrics', query: 'full=pending-events' },
          },
        };
  },
};

const leasesMany: Rule = {
  id: 'leases-many',
  judge: ({ leases, day }) => {
    if ('unknown' in leases) {
      return unknownFor(leases.unknown);
    }
    if (leases.value < manyLeases) {
      return fine;
    }
    const rate = (part: string) => greatest(readingsOf(day, 'leases', part).found)?.value;
    const granted = rate('granted');
    const revoked = rate('revoked');
    return {
      finding: {
        severity: leases.value >= tooManyLeases ? 'warning' : 'info',
        parameters: { leases: count(leases.value) },
        evidence: [
          { code: 'leases', parameters: { leases: count(leases.value) } },
          ...(granted === undefined || revoked === undefined
            ? []
            : [
                {
                  code: 'lease-rates',
                  parameters: { granted: perSecond(granted), revoked: perSecond(revoked) },
                },
              ]),
        ],
        commands: ['etcdctl lease list'],
        link: { page: 'metrics', query: 'full=leases' },
      },
    };
  },
};

/** Whether clients ask for more than etcd is made for. */
export const loadRules: readonly Rule[] = [watchersMany, watchersSlow, leasesMany, memoryRule];

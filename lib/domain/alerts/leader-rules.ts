import type { AlertRule, RuleContext } from './alert-rule';
import { lastValue } from './member-series';
import { increase, type Sample } from './range-functions';
import { selector, withoutMember } from './selector';

const changesSeen = 'etcd_server_leader_changes_seen_total';
const minute = 60_000;
const windowMilliseconds = 15 * minute;

/** The most changes any member has seen, by a time. */
const mostSeen = (context: RuleContext, at: number): number | undefined => {
  const seen = context.members.flatMap((member) => lastValue(member, changesSeen, at) ?? []);
  return seen.length === 0 ? undefined : Math.max(...seen);
};

/**
 * The subquery `[15m:1m]`: a sample at every full minute. Upstream takes zero where the metric is
 * absent; a time of which nothing is known at all is left out here, or every restart of ours would
 * count all changes since the members started.
 */
const everyMinute = (context: RuleContext): Sample[] => {
  const samples: Sample[] = [];
  const first = Math.floor((context.at - windowMilliseconds) / minute) + 1;
  for (let step = first; step * minute <= context.at; step += 1) {
    const value = mostSeen(context, step * minute);
    if (value !== undefined) {
      samples.push([step * minute, value]);
    }
  }
  return samples;
};

/** Rules about leadership. */
export const leaderRules: readonly AlertRule[] = [
  {
    id: 'high-number-of-leader-changes',
    alertName: 'etcdHighNumberOfLeaderChanges',
    origin: 'mixin',
    severity: 'warning',
    forSeconds: 5 * 60,
    thresholds: [
      { name: 'changes', default: 4, unit: 'count', minimum: 1, maximum: 1000, isWhole: true },
    ],
    panel: 'leader-changes',
    metrics: [changesSeen],
    promql: ({ changes }, matchers, memberLabel) => {
      const seen = selector(changesSeen, matchers);
      return `increase((max ${withoutMember(memberLabel)} (${seen}) or 0*absent(${seen}))[15m:1m]) >= ${changes}`;
    },
    evaluate: (context) => {
      const { at, thresholds } = context;
      const grown = increase(everyMinute(context), { from: at - windowMilliseconds, to: at });
      return grown !== undefined && grown >= (thresholds.changes ?? 0)
        ? [{ memberId: null, labels: {}, value: grown }]
        : [];
    },
    words: {
      summary: 'The leader changed often within 15 minutes.',
      action: 'Look for slow disks, slow links between members and starved CPUs on the members.',
    },
  },
];

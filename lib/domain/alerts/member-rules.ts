import type { AlertRule, RuleContext } from './alert-rule';
import { eachMember } from './each-member';
import { valueNow } from './member-series';
import { selector, withoutMember } from './selector';

const countUp = ({ members }: RuleContext): number => members.filter(({ up }) => up).length;

/** Rules about members that are there or not. */
export const memberRules: readonly AlertRule[] = [
  {
    id: 'members-down',
    alertName: 'etcdMembersDown',
    origin: 'mixin',
    severity: 'warning',
    forSeconds: 20 * 60,
    thresholds: [
      { name: 'members', default: 0, unit: 'count', minimum: 0, maximum: 100, isWhole: true },
    ],
    panel: 'members-up',
    metrics: [],
    promql: ({ members }, matchers, memberLabel) =>
      `max without (endpoint) (
  sum ${withoutMember(memberLabel)} (${selector('up', matchers)} == bool 0)
or
  count without (To) (
    sum ${withoutMember(memberLabel)} (rate(${selector('etcd_network_peer_sent_failures_total', matchers)}[120s])) > 0.01
  )
)
> ${members}`,
    // Where `up` is known, as always here, what follows the `or` adds nothing.
    evaluate: (context) => {
      const down = context.members.length - countUp(context);
      return down > (context.thresholds.members ?? 0)
        ? [{ memberId: null, labels: {}, value: down }]
        : [];
    },
    words: {
      summary: 'Members of the etcd cluster are down.',
      action: 'Bring them back before another one fails: see which, and the logs of etcd there.',
    },
  },
  {
    id: 'insufficient-members',
    alertName: 'etcdInsufficientMembers',
    origin: 'mixin',
    severity: 'critical',
    forSeconds: 3 * 60,
    thresholds: [],
    valueUnit: 'count',
    panel: 'members-up',
    metrics: [],
    promql: (_, matchers, memberLabel) =>
      `sum ${withoutMember(memberLabel)} (${selector('up', matchers)} == bool 1)
  < (count ${withoutMember(memberLabel)} (${selector('up', matchers)}) + 1) / 2`,
    evaluate: (context) => {
      const up = countUp(context);
      return up < (context.members.length + 1) / 2
        ? [{ memberId: null, labels: {}, value: up }]
        : [];
    },
    words: {
      summary: 'Too few members of the etcd cluster are left: it cannot commit writes.',
      action: 'Bring a majority of the members back; do not remove members or restore before that.',
    },
  },
  {
    id: 'member-unreachable',
    alertName: 'etcdscopeMemberUnreachable',
    origin: 'etcdscope',
    severity: 'warning',
    forSeconds: 2 * 60,
    thresholds: [],
    panel: 'members-up',
    metrics: [],
    promql: (_, matchers) => `${selector('up', matchers)} == 0`,
    evaluate: (context) =>
      context.members.length === 0 && context.facts.unreachable
        ? [{ memberId: null, labels: {}, value: 0 }]
        : eachMember(
            context,
            ({ up }) => Number(up),
            (up) => up === 0,
          ),
    words: {
      summary: 'A member does not answer.',
      action: 'Check that etcd runs there, the network to it, and its certificates.',
    },
  },
  {
    id: 'no-leader',
    alertName: 'etcdNoLeader',
    origin: 'mixin',
    severity: 'critical',
    forSeconds: 60,
    thresholds: [],
    panel: 'leader',
    metrics: ['etcd_server_has_leader'],
    promql: (_, matchers) => `${selector('etcd_server_has_leader', matchers)} == 0`,
    evaluate: (context) =>
      eachMember(
        context,
        (member) => valueNow(member, 'etcd_server_has_leader', context.at),
        (hasLeader) => hasLeader === 0,
      ),
    words: {
      summary: 'A member knows no leader: it neither reads consistently nor writes.',
      action: 'Check that a majority of members runs and that they reach each other.',
    },
  },
];

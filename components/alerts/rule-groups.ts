import type { Rule } from '@/lib/domain/api/alerts';

/** What the rules watch, in the order of the page; a rule that is in none is among `upkeep`. */
const rulesOfGroup = {
  availability: [
    'no-leader',
    'insufficient-members',
    'members-down',
    'member-unreachable',
    'high-number-of-leader-changes',
    'high-number-of-failed-proposals',
  ],
  disk: ['high-fsync-durations-critical', 'high-fsync-durations-warning', 'high-commit-durations'],
  requests: [
    'high-number-of-failed-grpc-requests-critical',
    'high-number-of-failed-grpc-requests-warning',
    'grpc-requests-slow',
    'member-communication-slow',
  ],
  database: [
    'database-quota-low-space',
    'quota-use-85',
    'quota-use-75',
    'quota-use-65',
    'excessive-database-growth',
    'database-high-fragmentation-ratio',
  ],
} as const satisfies Record<string, readonly string[]>;

/** A group of rules; its words stand under it in the messages. */
export type RuleGroup = keyof typeof rulesOfGroup | 'upkeep';

const groups: readonly RuleGroup[] = ['availability', 'disk', 'requests', 'database', 'upkeep'];

const groupOf = (id: string): RuleGroup => {
  const found = Object.entries(rulesOfGroup).find(([, ids]) => ids.some((known) => known === id));
  return groups.find((group) => group === found?.[0]) ?? 'upkeep';
};

/** The rules by what they watch, each group in the order given: the worst first. */
export const groupRules = (rules: readonly Rule[]): { group: RuleGroup; rules: Rule[] }[] =>
  groups
    .map((group) => ({ group, rules: rules.filter(({ id }) => groupOf(id) === group) }))
    .filter((entry) => entry.rules.length > 0);

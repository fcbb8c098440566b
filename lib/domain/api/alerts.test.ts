import { expect, test } from 'vitest';
import { ruleChangeSchema } from './alerts';

const change = (name: string) => ({
  thresholds: [{ name, value: 1 }],
  forSeconds: 0,
  enabled: true,
  reason: 'a ticket',
});

test('a threshold is named by a line', () => {
  expect(ruleChangeSchema.safeParse(change('seconds')).success).toBe(true);
});

// The names stand in the audit log, also those the rule does not have.
test.each(['a\nrule other: on', 'a\u202eb'])('%j names none', (name) => {
  expect(ruleChangeSchema.safeParse(change(name)).success).toBe(false);
});

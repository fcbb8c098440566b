import { z } from 'zod';
import { alertRuleIdSchema, ruleChangeSchema, ruleSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { changeRule } from '@/lib/server/alerts/change-rule';
import { defineRoute } from '@/lib/server/http/define-route';

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/alerts/rules/{rule}',
  summary: 'Sets the thresholds and duration of a rule, and whether it is evaluated.',
  tag: 'alerts',
  action: 'alert:configure',
  params: z.strictObject({ cluster: clusterNameSchema, rule: alertRuleIdSchema }),
  body: ruleChangeSchema,
  response: ruleSchema,
  auditResource: ({ params: { rule }, body: { enabled, forSeconds, thresholds } }) =>
    [
      `rule ${rule}: ${enabled ? 'on' : 'off'}`,
      `for ${forSeconds} s`,
      ...thresholds.map(({ name, value }) => `${name} ${value}`),
    ].join(', '),
  handle: ({ context, params, body }) => changeRule(context, params, body),
});

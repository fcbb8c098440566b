import { z } from 'zod';
import { silenceRequestSchema, silenceSchema, silencesSchema } from '@/lib/domain/api/alerts';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { listSilences, startSilence } from '@/lib/server/alerts/silences';
import { defineRoute } from '@/lib/server/http/define-route';

const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/alerts/silences',
  summary: 'The silences of a cluster, newest first, also those that have ended.',
  tag: 'alerts',
  action: 'alert:read',
  params,
  response: silencesSchema,
  handle: ({ params: { cluster } }) => listSilences(cluster),
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/alerts/silences',
  summary: 'Keeps alerts from being told until a time; the reason is audited.',
  tag: 'alerts',
  action: 'alert:silence',
  params,
  body: silenceRequestSchema,
  response: silenceSchema,
  status: 201,
  auditResource: ({ body }) =>
    `rule ${body.rule ?? 'any'}, member ${body.memberId ?? 'any'}, until ${body.endsAt}`,
  handle: ({ context, params: { cluster }, body }) => startSilence(context, cluster, body),
});

import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { keyFormsQuerySchema, keyFormsSchema } from '@/lib/domain/api/edits';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { readKeyForms } from '@/lib/server/keys/write-forms';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/key/forms',
  summary: 'How a key may be edited, and why not otherwise.',
  tag: 'keys',
  action: 'key:write',
  params: z.strictObject({ cluster: clusterNameSchema }),
  query: keyFormsQuerySchema,
  response: keyFormsSchema,
  handle: ({ context, params: { cluster }, query }) =>
    readKeyForms(context, clusterConnection(cluster), query.key),
});

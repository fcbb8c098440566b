import { z } from 'zod';
import { exportBodySchema, exportQuerySchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { exportKeys } from '@/lib/server/bulk/export-keys';
import { describeSelection, rangesOf } from '@/lib/server/bulk/selected-keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { binary } from '@/lib/server/http/response-kinds';

const params = z.strictObject({ cluster: clusterNameSchema });
const maximumBodyBytes = 2_000_000;

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/export',
  summary: 'The keys below a prefix as a file at one revision; masked values are left out.',
  tag: 'bulk',
  action: 'key:export',
  params,
  query: exportQuerySchema,
  response: binary('application/x-ndjson'),
  audit: true,
  auditResource: ({ query }) => describeSelection({ keys: [], folders: [query.prefix] }),
  handle: ({ context, params: { cluster }, query: { prefix, format, revision } }) => {
    const ranges = rangesOf({ keys: [], folders: [prefix] });
    const request = { ranges, format, revision, reveal: false };
    return exportKeys(context, clusterConnection(cluster), request);
  },
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/export',
  summary: 'Chosen keys as a file at one revision; with a reason, masked values too.',
  tag: 'bulk',
  action: 'key:export',
  params,
  body: exportBodySchema,
  response: binary('application/x-ndjson'),
  maximumBodyBytes,
  auditResource: ({ body }) =>
    `${describeSelection(body.selection)}${body.reveal ? ' (with masked values)' : ''}`,
  handle: ({ context, params: { cluster }, body: { selection, format, revision, reveal } }) => {
    const request = { ranges: rangesOf(selection), format, revision, reveal };
    return exportKeys(context, clusterConnection(cluster), request);
  },
});

import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { comparisonsSchema, startComparisonSchema } from '@/lib/domain/api/history';
import { operationSchema } from '@/lib/domain/api/operations';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { listComparisons } from '@/lib/server/history/read-comparison';
import { startComparison } from '@/lib/server/history/start-comparison';
import { defineRoute } from '@/lib/server/http/define-route';

const path = '/api/v1/clusters/{cluster}/comparisons';
const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path,
  summary: 'The newest comparisons of a cluster: one’s own, or for an administrator all.',
  tag: 'history',
  action: 'key:list',
  params,
  response: comparisonsSchema,
  handle: ({ context, params: { cluster } }) => listComparisons(context, cluster),
});

export const POST = defineRoute({
  method: 'POST',
  path,
  summary: 'Starts to compare a prefix at two revisions, or in two clusters; an operation.',
  tag: 'history',
  action: 'key:search',
  auditAction: 'key:compare',
  params,
  body: startComparisonSchema,
  response: operationSchema,
  status: 202,
  auditResource: ({ body }) => {
    const prefix = readableBytes(fromBase64Url(body.prefix) ?? new Uint8Array());
    const other = body.rightCluster === undefined ? '' : ` with cluster ${body.rightCluster}`;
    return `${prefix} at revisions ${body.left ?? 'now'} and ${body.right ?? 'now'}${other}`;
  },
  handle: ({ context, params: { cluster }, body }) => startComparison(context, cluster, body),
});

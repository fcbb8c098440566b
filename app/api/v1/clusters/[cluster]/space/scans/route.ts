import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationSchema } from '@/lib/domain/api/operations';
import { scanListSchema, startScanSchema } from '@/lib/domain/api/space';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { defineRoute } from '@/lib/server/http/define-route';
import { listScans } from '@/lib/server/space/read-scan';
import { startScan } from '@/lib/server/space/start-scan';

const path = '/api/v1/clusters/{cluster}/space/scans';
const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path,
  summary: 'Space scans of a cluster whose results are kept, newest first.',
  tag: 'space',
  action: 'space:read',
  params,
  response: scanListSchema,
  handle: ({ params: { cluster } }) => listScans(cluster),
});

export const POST = defineRoute({
  method: 'POST',
  path,
  summary: 'Starts to measure a prefix, values read in the background; answers the operation.',
  tag: 'space',
  action: 'space:scan',
  params,
  body: startScanSchema,
  response: operationSchema,
  status: 202,
  auditResource: ({ body }) =>
    body.prefix === ''
      ? 'whole store'
      : `prefix ${readableBytes(fromBase64Url(body.prefix) ?? new Uint8Array())}`,
  handle: ({ context, params: { cluster }, body }) => startScan(context, cluster, body),
});

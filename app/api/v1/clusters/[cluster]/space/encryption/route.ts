import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { encryptionCoverageSchema } from '@/lib/domain/api/space';
import { defineRoute } from '@/lib/server/http/define-route';
import { readEncryption } from '@/lib/server/space/read-encryption';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/space/encryption',
  summary: 'How much of the Secrets is encrypted at rest, and with which key, by the last scan.',
  tag: 'space',
  action: 'space:read',
  params: z.strictObject({ cluster: clusterNameSchema }),
  response: encryptionCoverageSchema,
  handle: ({ params: { cluster } }) => readEncryption(cluster),
});

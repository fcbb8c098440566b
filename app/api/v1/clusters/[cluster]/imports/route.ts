import { z } from 'zod';
import { uploadPartSchema, uploadSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { takeUploadPart } from '@/lib/server/bulk/import-uploads';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/imports',
  summary: 'Takes the next part of a file to import: JSON Lines as the export writes them.',
  tag: 'bulk',
  action: 'key:import',
  auditAction: 'key:import-upload',
  params: z.strictObject({ cluster: clusterNameSchema }),
  body: uploadPartSchema,
  response: uploadSchema,
  maximumBodyBytes: 1_600_000,
  auditResource: ({ body: { upload, offset } }) => `${upload ?? 'new file'} from byte ${offset}`,
  handle: ({ context, params: { cluster }, body }) =>
    takeUploadPart(context, clusterConnection(cluster).config.name, body),
});

import { z } from 'zod';
import { importApplySchema, uploadIdSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationSchema } from '@/lib/domain/api/operations';
import { findUpload } from '@/lib/server/bulk/import-uploads';
import { startImport } from '@/lib/server/bulk/start-import';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/imports/{upload}/apply',
  summary: 'Starts to write what a dry run showed; an undo file is written first.',
  tag: 'bulk',
  action: 'key:import',
  params: z.strictObject({ cluster: clusterNameSchema, upload: uploadIdSchema }),
  body: importApplySchema,
  response: operationSchema,
  status: 202,
  auditResource: ({ params: { upload }, body: { keys } }) => `${keys} keys of ${upload}`,
  handle: ({ context, params: { cluster, upload: id }, body }) => {
    const upload = findUpload(context.identity, cluster, id);
    return startImport(context, clusterConnection(cluster), upload, body.keys);
  },
});

import { z } from 'zod';
import { uploadIdSchema } from '@/lib/domain/api/bulk';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { dropUpload, findUpload, withUpload } from '@/lib/server/bulk/import-uploads';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/clusters/{cluster}/imports/{upload}',
  summary: 'Gives an uploaded file up.',
  tag: 'bulk',
  action: 'key:import',
  auditAction: 'key:import-upload',
  params: z.strictObject({ cluster: clusterNameSchema, upload: uploadIdSchema }),
  response: noContent(),
  auditResource: ({ params: { upload } }) => `${upload} given up`,
  handle: ({ context, params: { cluster, upload: id } }) => {
    const upload = findUpload(context.identity, cluster, id);
    return withUpload(upload, () => dropUpload(upload));
  },
});

import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { backupIdSchema } from '@/lib/domain/api/operations';
import { downloadBackup } from '@/lib/server/backups/download-backup';
import { defineRoute } from '@/lib/server/http/define-route';
import { binary } from '@/lib/server/http/response-kinds';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/backups/{backup}/file',
  summary: 'The snapshot file of a backup: every secret of the cluster is in it.',
  tag: 'backups',
  action: 'backup:download',
  params: z.strictObject({ cluster: clusterNameSchema, backup: backupIdSchema }),
  response: binary('application/octet-stream'),
  audit: true,
  auditResource: ({ params }) => `backup ${params.backup}`,
  handle: ({ context, params: { cluster, backup } }) =>
    downloadBackup(cluster, backup, context.signal),
});

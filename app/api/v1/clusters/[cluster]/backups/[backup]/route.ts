import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { backupIdSchema, deleteBackupSchema } from '@/lib/domain/api/operations';
import { deleteBackup } from '@/lib/server/backups/delete-backup';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/clusters/{cluster}/backups/{backup}',
  summary: 'Deletes a backup; its file name in the body confirms it.',
  tag: 'backups',
  action: 'backup:delete',
  params: z.strictObject({ cluster: clusterNameSchema, backup: backupIdSchema }),
  body: deleteBackupSchema,
  response: noContent(),
  auditResource: ({ params }) => `backup ${params.backup}`,
  handle: ({ params: { cluster, backup }, body }) => deleteBackup(cluster, backup, body.fileName),
});

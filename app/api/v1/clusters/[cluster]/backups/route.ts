import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import {
  backupPageSchema,
  backupsQuerySchema,
  operationSchema,
  startBackupSchema,
} from '@/lib/domain/api/operations';
import { listBackups } from '@/lib/server/backups/list-backups';
import { startBackup } from '@/lib/server/backups/start-backup';
import { defineRoute } from '@/lib/server/http/define-route';

const path = '/api/v1/clusters/{cluster}/backups';
const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path,
  summary: 'Backups of a cluster, newest first, by page, as the backup directory tells.',
  tag: 'backups',
  action: 'backup:read',
  params,
  query: backupsQuerySchema,
  response: backupPageSchema,
  handle: ({ params: { cluster }, query }) => listBackups(cluster, query),
});

export const POST = defineRoute({
  method: 'POST',
  path,
  summary: 'Starts a backup; the answer is the operation to follow.',
  tag: 'backups',
  action: 'backup:create',
  params,
  body: startBackupSchema,
  response: operationSchema,
  status: 202,
  auditResource: ({ body }) =>
    body.memberId === undefined ? 'backup' : `backup from member ${body.memberId}`,
  handle: ({ context, params: { cluster }, body }) => startBackup(context, cluster, body.memberId),
});

import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { operationIdSchema, operationSchema } from '@/lib/domain/api/operations';
import { startUndo } from '@/lib/server/bulk/start-undo';
import { deleteUndoFile } from '@/lib/server/bulk/undo-files';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { authorize } from '@/lib/server/http/authorize';
import { defineRoute } from '@/lib/server/http/define-route';
import { noContent } from '@/lib/server/http/response-kinds';

const params = z.strictObject({ cluster: clusterNameSchema, operation: operationIdSchema });

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/undo/{operation}',
  summary: 'Starts to undo a bulk change: each key as it was, where nobody wrote it since.',
  tag: 'bulk',
  action: 'key:import',
  auditAction: 'key:undo',
  params,
  response: operationSchema,
  status: 202,
  auditResource: ({ params: { operation } }) => `undo of ${operation}`,
  handle: ({ context, params: { cluster, operation } }) => {
    // Undoing an import deletes what it added.
    authorize(context, 'key:delete');
    return startUndo(context, clusterConnection(cluster), operation);
  },
});

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/clusters/{cluster}/undo/{operation}',
  summary: 'Deletes an undo file; the change cannot be undone from it any more.',
  tag: 'bulk',
  action: 'key:delete',
  auditAction: 'undo:delete',
  params,
  response: noContent(),
  auditResource: ({ params: { operation } }) => `undo file of ${operation}`,
  handle: ({ params: { cluster, operation } }) =>
    deleteUndoFile(clusterConnection(cluster).config.name, operation),
});

import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import {
  keyDeleteSchema,
  keySaveSchema,
  newKeySchema,
  writtenKeySchema,
} from '@/lib/domain/api/edits';
import { keyQuerySchema, keySchema } from '@/lib/domain/api/keys';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';
import { createKey } from '@/lib/server/keys/create-key';
import { deleteKey } from '@/lib/server/keys/delete-key';
import { readKey } from '@/lib/server/keys/read-key';
import { saveKey } from '@/lib/server/keys/save-key';
import { readableKey, toWrittenKey, writeLimits } from '@/lib/server/keys/write-answer';

const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/key',
  summary: 'One key with its metadata and value, secrets masked.',
  tag: 'keys',
  action: 'key:read',
  params,
  query: keyQuerySchema,
  response: keySchema,
  handle: ({ context, params: { cluster }, query }) =>
    readKey(context, clusterConnection(cluster), query, { reveal: false }),
});

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/key',
  summary: 'Creates a key that does not exist yet.',
  tag: 'keys',
  action: 'key:write',
  auditAction: 'key:create',
  params,
  body: newKeySchema,
  response: writtenKeySchema,
  status: 201,
  ...writeLimits,
  auditResource: ({ body }) => readableKey(body.key),
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.key, await createKey(context, clusterConnection(cluster), body)),
});

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/key',
  summary: 'Saves a value in the place of the one seen; its lease is kept.',
  tag: 'keys',
  action: 'key:write',
  params,
  body: keySaveSchema,
  response: writtenKeySchema,
  ...writeLimits,
  auditResource: ({ body }) => readableKey(body.key),
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.key, await saveKey(context, clusterConnection(cluster), body)),
});

export const DELETE = defineRoute({
  method: 'DELETE',
  path: '/api/v1/clusters/{cluster}/key',
  summary: 'Deletes a key that is still the one that was seen.',
  tag: 'keys',
  action: 'key:delete',
  params,
  body: keyDeleteSchema,
  response: writtenKeySchema,
  ...writeLimits,
  auditResource: ({ body }) => readableKey(body.key),
  handle: async ({ context, params: { cluster }, body }) =>
    toWrittenKey(body.key, await deleteKey(context, clusterConnection(cluster), body)),
});

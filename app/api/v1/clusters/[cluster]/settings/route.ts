import { z } from 'zod';
import {
  clusterSettingsChangeSchema,
  clusterSettingsSchema,
} from '@/lib/domain/api/cluster-settings';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { changeClusterSettings, readClusterSettings } from '@/lib/server/clusters/cluster-settings';
import { clusterConnection } from '@/lib/server/etcd/cluster-connections';
import { defineRoute } from '@/lib/server/http/define-route';

const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/settings',
  summary: 'Whether Kubernetes objects of a cluster may be written, who said so and why.',
  tag: 'clusters',
  action: 'cluster:read',
  params,
  response: clusterSettingsSchema,
  handle: ({ params: { cluster } }) => readClusterSettings(clusterConnection(cluster).config),
});

export const PUT = defineRoute({
  method: 'PUT',
  path: '/api/v1/clusters/{cluster}/settings',
  summary: 'Allows or forbids writing Kubernetes objects of a cluster; the reason is audited.',
  tag: 'clusters',
  action: 'cluster:configure',
  params,
  body: clusterSettingsChangeSchema,
  response: clusterSettingsSchema,
  auditResource: ({ body }) =>
    body.kubernetesWritable ? 'Kubernetes objects: writable' : 'Kubernetes objects: read-only',
  handle: ({ context, params: { cluster }, body }) =>
    changeClusterSettings(context, clusterConnection(cluster).config, body),
});

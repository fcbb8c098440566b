import { type DemoObject, storedObject } from './demo-object';
import { metadata } from './metadata';
import type { RandomSource } from './random-source';

/** A Namespace with what every namespace has: an account, a CA bundle, a quota and limits. */
export function* namespaceObjects(random: RandomSource, name: string): Iterable<DemoObject> {
  yield storedObject(`namespaces/${name}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata(random, name, {
      labels: { 'kubernetes.io/metadata.name': name, 'kubesphere.io/workspace': 'demo' },
      finalizers: ['finalizers.kubesphere.io/namespaces'],
    }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
  yield storedObject(`serviceaccounts/${name}/default`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(random, 'default', { namespace: name }),
  });
  yield storedObject(`configmaps/${name}/kube-root-ca.crt`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(random, 'kube-root-ca.crt', { namespace: name }),
    data: { 'ca.crt': `-----BEGIN CERTIFICATE-----\n${'MIIDBTCCAe2gAwIB'.repeat(40)}\n` },
  });
  yield storedObject(`resourcequotas/${name}/quota`, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata(random, 'quota', { namespace: name }),
    spec: { hard: { 'requests.cpu': '64', 'requests.memory': '256Gi', pods: '500' } },
    status: {
      hard: { 'requests.cpu': '64', 'requests.memory': '256Gi', pods: '500' },
      used: { 'requests.cpu': '11500m', 'requests.memory': '41Gi', pods: '87' },
    },
  });
  yield storedObject(`limitranges/${name}/defaults`, {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata(random, 'defaults', { namespace: name }),
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '1', memory: '1Gi' },
          defaultRequest: { cpu: '50m', memory: '64Mi' },
        },
      ],
    },
  });
}

import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { type DemoObject, storedObject } from './demo-object';
import { metadata } from './metadata';
import type { RandomSource } from './random-source';

function* priorityClasses(random: RandomSource): Iterable<DemoObject> {
  const classes: [string, number][] = [
    ['system-cluster-critical', 2_000_000_000],
    ['system-node-critical', 2_000_001_000],
    ['batch', -10],
    ['standard', 0],
  ];
  for (const [name, value] of classes) {
    yield storedObject(`priorityclasses/${name}`, {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: metadata(random, name),
      value,
      globalDefault: name === 'standard',
      description: `Pods of the class ${name}.`,
      preemptionPolicy: 'PreemptLowerPriority',
    });
  }
}

function* serverRecords(random: RandomSource): Iterable<DemoObject> {
  for (const [index, ip] of ['10.20.0.10', '10.20.0.11', '10.20.0.12'].entries()) {
    yield storedObject(
      `masterleases/${ip}`,
      {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: { generation: 40_000 + index },
        subsets: [{ addresses: [{ ip }] }],
      },
      'leases',
    );
  }
  yield storedObject('ranges/serviceips', {
    apiVersion: 'v1',
    kind: 'RangeAllocation',
    metadata: {},
    range: '10.96.0.0/16',
    data: `${'A'.repeat(2048)}`,
  });
  yield storedObject('ingressclasses/nginx', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: metadata(random, 'nginx'),
    spec: { controller: 'k8s.io/ingress-nginx' },
  });
  yield storedObject('validatingwebhookconfigurations/users.iam.kubesphere.io', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: metadata(random, 'users.iam.kubesphere.io', { generation: 2 }),
    webhooks: [
      {
        name: 'users.iam.kubesphere.io',
        clientConfig: {
          service: { namespace: 'kubesphere-system', name: 'ks-controller-manager', port: 443 },
          caBundle: toBase64Url(utf8Bytes('-----BEGIN CERTIFICATE-----MIIDBTCCAe2g')),
        },
        rules: [
          {
            operations: ['CREATE', 'UPDATE'],
            apiGroups: ['iam.kubesphere.io'],
            apiVersions: ['*'],
            resources: ['users'],
          },
        ],
        failurePolicy: 'Fail',
        sideEffects: 'None',
        timeoutSeconds: 30,
        admissionReviewVersions: ['v1'],
      },
    ],
  });
}

/** Priority classes, webhooks and the API servers' own records. */
export function* controlPlane(random: RandomSource): Iterable<DemoObject> {
  yield* priorityClasses(random);
  yield* serverRecords(random);
}

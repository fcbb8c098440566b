import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata } from './metadata';
import type { RandomSource } from './random-source';

const rbac = 'rbac.authorization.k8s.io';
const rbacVersion = `${rbac}/v1`;

const readRules: JsonObject[] = [
  { verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['configmaps', 'endpoints'] },
  { verbs: ['get', 'create', 'update'], apiGroups: ['coordination.k8s.io'], resources: ['leases'] },
];

/** The ServiceAccount of an application with its Role and RoleBinding. */
export function* applicationAccess(
  random: RandomSource,
  application: Application,
): Iterable<DemoObject> {
  const { name, namespace } = application;
  const shared = { namespace, labels: applicationLabels(application) };
  yield storedObject(`serviceaccounts/${namespace}/${name}`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(random, name, shared),
    automountServiceAccountToken: true,
  });
  yield storedObject(`roles/${namespace}/${name}`, {
    apiVersion: rbacVersion,
    kind: 'Role',
    metadata: metadata(random, name, shared),
    rules: readRules,
  });
  yield storedObject(`rolebindings/${namespace}/${name}`, {
    apiVersion: rbacVersion,
    kind: 'RoleBinding',
    metadata: metadata(random, name, shared),
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
    roleRef: { apiGroup: rbac, kind: 'Role', name },
  });
}

const clusterRoles = [
  'admin',
  'cluster-admin',
  'edit',
  'view',
  'system:basic-user',
  'system:controller:deployment-controller',
  'system:controller:endpointslice-controller',
  'system:coredns',
  'system:kube-scheduler',
  'system:node',
  'system:node-proxier',
  'system:volume-scheduler',
  'ks-console',
  'ks-controller-manager',
  'prometheus-k8s',
  'metrics-server',
];

/** Cluster-wide roles and bindings. */
export function* clusterAccess(random: RandomSource): Iterable<DemoObject> {
  for (const name of clusterRoles) {
    const isAdmin = name.endsWith('admin');
    yield storedObject(`clusterroles/${name}`, {
      apiVersion: rbacVersion,
      kind: 'ClusterRole',
      metadata: metadata(random, name, {
        labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' },
        annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
      }),
      rules: isAdmin
        ? [
            { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
            { verbs: ['*'], nonResourceURLs: ['*'] },
          ]
        : readRules,
    });
    yield storedObject(`clusterrolebindings/${name}`, {
      apiVersion: rbacVersion,
      kind: 'ClusterRoleBinding',
      metadata: metadata(random, name),
      subjects: [{ kind: 'Group', apiGroup: rbac, name: `${name}s` }],
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    });
  }
}

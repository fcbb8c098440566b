import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { type DemoObject, storedObject } from './demo-object';
import { metadata } from './metadata';
import type { RandomSource } from './random-source';

type CustomKind = { group: string; version: string; plural: string; kind: string; scope: string };

const custom = (
  group: string,
  version: string,
  plural: string,
  kind: string,
  scope = 'Cluster',
) => ({
  ...{ group, version, plural, kind, scope },
});

const customKinds: CustomKind[] = [
  custom('iam.kubesphere.io', 'v1beta1', 'users', 'User'),
  custom('iam.kubesphere.io', 'v1beta1', 'globalroles', 'GlobalRole'),
  custom('iam.kubesphere.io', 'v1beta1', 'globalrolebindings', 'GlobalRoleBinding'),
  custom('iam.kubesphere.io', 'v1beta1', 'workspaceroles', 'WorkspaceRole'),
  custom('tenant.kubesphere.io', 'v1beta1', 'workspaces', 'Workspace'),
  custom('tenant.kubesphere.io', 'v1beta1', 'workspacetemplates', 'WorkspaceTemplate'),
  custom('extensions.kubesphere.io', 'v1alpha1', 'apiservices', 'APIService'),
  custom('extensions.kubesphere.io', 'v1alpha1', 'jsbundles', 'JSBundle'),
  custom('extensions.kubesphere.io', 'v1alpha1', 'reverseproxies', 'ReverseProxy'),
  custom('kubesphere.io', 'v1alpha1', 'extensions', 'Extension'),
  custom('kubesphere.io', 'v1alpha1', 'installplans', 'InstallPlan'),
  custom('cluster.kubesphere.io', 'v1alpha1', 'clusters', 'Cluster'),
  custom('cert-manager.io', 'v1', 'certificates', 'Certificate', 'Namespaced'),
  custom('monitoring.coreos.com', 'v1', 'servicemonitors', 'ServiceMonitor', 'Namespaced'),
];

const schemaOf = (random: RandomSource): JsonObject => ({
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: random.integer(8, 60) }, (_, index) => [
          `option${index}`,
          {
            type: 'string',
            description: `Sets ${random.suffix(12)}; see the manual of the operator.`,
          },
        ]),
      ),
    },
    status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
});

const definition = (random: RandomSource, kind: CustomKind): DemoObject => {
  const name = `${kind.plural}.${kind.group}`;
  const names = {
    plural: kind.plural,
    singular: kind.kind.toLowerCase(),
    kind: kind.kind,
    listKind: `${kind.kind}List`,
  };
  return storedObject(`apiextensions.k8s.io/customresourcedefinitions/${name}`, {
    kind: 'CustomResourceDefinition',
    apiVersion: 'apiextensions.k8s.io/v1',
    metadata: metadata(random, name, { generation: 1 }),
    spec: {
      group: kind.group,
      names,
      scope: kind.scope,
      versions: [
        {
          name: kind.version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schemaOf(random) },
        },
      ],
      conversion: { strategy: 'None' },
    },
    status: {
      conditions: [{ type: 'Established', status: 'True', reason: 'InitialNamesAccepted' }],
      acceptedNames: names,
      storedVersions: [kind.version],
    },
  });
};

const apiService = (random: RandomSource, group: string, version: string): DemoObject => {
  const name = `${version}.${group}`;
  return storedObject(`apiregistration.k8s.io/apiservices/${name}`, {
    kind: 'APIService',
    apiVersion: 'apiregistration.k8s.io/v1',
    metadata: metadata(random, name, {
      labels: { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' },
    }),
    spec: { group, version, groupPriorityMinimum: 1000, versionPriority: 100 },
    status: { conditions: [{ type: 'Available', status: 'True', reason: 'Local' }] },
  });
};

/** CustomResourceDefinitions and APIServices, which Kubernetes stores as JSON. */
export function* extensions(random: RandomSource): Iterable<DemoObject> {
  for (const kind of customKinds) {
    yield definition(random, kind);
  }
  for (const group of new Set(customKinds.map((kind) => kind.group))) {
    yield apiService(random, group, 'v1');
  }
}

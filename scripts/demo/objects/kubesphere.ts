import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { type DemoObject, storedObject } from './demo-object';
import { metadata, randomTime } from './metadata';
import type { RandomSource } from './random-source';

const people = ['admin', 'lin.wei', 'maria', 'oleksandr', 'priya', 'sam', '陈晓'] as const;
const workspaces = ['system-workspace', 'demo', 'research', 'retail'] as const;

const iam = (random: RandomSource, kind: string, plural: string, name: string, rest: JsonObject) =>
  storedObject(`iam.kubesphere.io/${plural}/${name}`, {
    apiVersion: 'iam.kubesphere.io/v1beta1',
    kind,
    metadata: metadata(random, name, { annotations: { 'kubesphere.io/creator': 'admin' } }),
    ...rest,
  });

function* accounts(random: RandomSource): Iterable<DemoObject> {
  for (const person of people) {
    const name = person === '陈晓' ? 'chen.xiao' : person;
    yield iam(random, 'User', 'users', name, {
      spec: { email: `${name}@example.com`, displayName: person, lang: 'zh' },
      status: { state: 'Active', lastLoginTime: randomTime(random) },
    });
    yield iam(random, 'GlobalRoleBinding', 'globalrolebindings', `${name}-regular`, {
      subjects: [{ kind: 'User', apiGroup: 'iam.kubesphere.io', name }],
      roleRef: { apiGroup: 'iam.kubesphere.io', kind: 'GlobalRole', name: 'platform-regular' },
    });
  }
  for (const role of ['platform-admin', 'platform-regular', 'platform-self-provisioner']) {
    yield iam(random, 'GlobalRole', 'globalroles', role, {
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
    });
  }
}

function* tenants(random: RandomSource): Iterable<DemoObject> {
  for (const name of workspaces) {
    yield storedObject(`tenant.kubesphere.io/workspaces/${name}`, {
      apiVersion: 'tenant.kubesphere.io/v1beta1',
      kind: 'Workspace',
      metadata: metadata(random, name, { finalizers: ['finalizers.tenant.kubesphere.io'] }),
      spec: { manager: 'admin' },
      status: {},
    });
    yield storedObject(`tenant.kubesphere.io/workspacetemplates/${name}`, {
      apiVersion: 'tenant.kubesphere.io/v1beta1',
      kind: 'WorkspaceTemplate',
      metadata: metadata(random, name),
      spec: {
        template: { spec: { manager: 'admin' } },
        placement: { clusters: [{ name: 'host' }] },
      },
    });
    yield iam(random, 'WorkspaceRole', 'workspaceroles', `${name}-viewer`, {
      rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
    });
  }
}

function* platform(random: RandomSource): Iterable<DemoObject> {
  yield storedObject('cluster.kubesphere.io/clusters/host', {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: metadata(random, 'host', { labels: { 'cluster-role.kubesphere.io/host': '' } }),
    spec: { provider: 'kubesphere', connection: { type: 'direct' }, joinFederation: true },
    status: { kubernetesVersion: 'v1.33.4', nodeCount: 15, largestRevision: 9007199254740993n },
  });
  for (const name of ['whizard-monitoring', 'kubeeye', 'devops', 'etcdscope']) {
    yield storedObject(`kubesphere.io/extensions/${name}`, {
      apiVersion: 'kubesphere.io/v1alpha1',
      kind: 'Extension',
      metadata: metadata(random, name),
      spec: {
        displayName: { en: name, zh: `${name} 扩展组件` },
        provider: { en: { name: 'Example' } },
        icon: 'data:image/svg+xml;base64,PHN2Zy8+',
      },
      status: { recommendedVersion: '1.2.0', state: 'Installed' },
    });
    yield storedObject(`extensions.kubesphere.io/jsbundles/${name}`, {
      apiVersion: 'extensions.kubesphere.io/v1alpha1',
      kind: 'JSBundle',
      metadata: metadata(random, name),
      spec: { rawFrom: { url: `http://${name}.extension-${name}.svc/dist/index.js` } },
      status: { state: 'Available', link: `/dist/${name}/index.js` },
    });
  }
}

/** KubeSphere's own resources, stored as JSON. */
export function* kubesphere(random: RandomSource): Iterable<DemoObject> {
  yield* accounts(random);
  yield* tenants(random);
  yield* platform(random);
}

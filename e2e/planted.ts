import { randomBytes } from 'node:crypto';
import { utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';

/** A credential that was put into the store, and the key it lies at. */
export type Planted = { key: string; canary: string; value: Uint8Array };

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secret = (name: string, more: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'canaries' },
  type: 'Opaque',
  ...more,
});

const json = (object: JsonObject): Uint8Array => utf8Bytes(JSON.stringify(object));

const protobuf = (object: JsonObject): Uint8Array =>
  encodeKubernetesObject(object, kubernetesRegistry());

const kubesphere = (group: string, kind: string, name: string, more: JsonObject): Uint8Array =>
  json({ apiVersion: `${group}/v1beta1`, kind, metadata: { name }, ...more });

/** Ways in which a credential lies in the store of a KubeSphere cluster, by folder. */
const hidingPlaces: Record<string, { folder: string; value: (canary: string) => Uint8Array }> = {
  'data of a Secret': {
    folder: 'secrets/canaries/',
    value: (canary) => protobuf(secret('a', { data: { password: base64(canary) } })),
  },
  'data of a Secret as JSON': {
    folder: 'secrets/canaries/',
    value: (canary) => json(secret('a', { data: { password: base64(canary) } })),
  },
  'stringData of a Secret': {
    folder: 'secrets/canaries/',
    value: (canary) => json(secret('a', { stringData: { password: canary } })),
  },
  'token of a service account': {
    folder: 'secrets/canaries/',
    value: (canary) =>
      protobuf(
        secret('a', {
          type: 'kubernetes.io/service-account-token',
          data: { token: base64(`eyJhbGciOiJSUzI1NiJ9.${canary}.sig`) },
        }),
      ),
  },
  'copy of a Secret that kubectl keeps': {
    folder: 'secrets/canaries/',
    value: (canary) => {
      const applied = JSON.stringify(secret('a', { data: { password: base64(canary) } }));
      const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': applied };
      return protobuf(secret('a', { metadata: { name: 'a', annotations }, data: {} }));
    },
  },
  'something among the Secrets that is none': {
    folder: 'secrets/canaries/',
    value: (canary) => utf8Bytes(`\u0000\u0001password=${canary}`),
  },
  'password of a user': {
    folder: 'iam.kubesphere.io/users/',
    value: (canary) =>
      kubesphere('iam.kubesphere.io', 'User', 'a', {
        spec: { email: 'a@example.org', password: canary, encryptedPassword: canary },
      }),
  },
  'token of an OAuth client': {
    folder: 'oauth.kubesphere.io/tokens/',
    value: (canary) =>
      kubesphere('oauth.kubesphere.io', 'Token', 'a', { spec: { accessToken: canary } }),
  },
  'kubeconfig of a member cluster': {
    folder: 'cluster.kubesphere.io/clusters/',
    value: (canary) =>
      kubesphere('cluster.kubesphere.io', 'Cluster', 'a', {
        spec: { connection: { kubeconfig: base64(`users: [{user: {token: ${canary}}}]`) } },
      }),
  },
  'Secret kept in another key': {
    folder: 'configmaps/canaries/',
    value: (canary) => json(secret('a', { data: { password: base64(canary) } })),
  },
};

/** How many credentials lie in each place. */
const perPlace = 100;

/** Every canary begins so, with characters that a URL encodes, and goes on with its own number. */
const marker = `canary/${randomBytes(9).toString('hex')}+${randomBytes(9).toString('hex')}/`;

/** The folders where something was planted. */
export const plantedFolders = [
  ...new Set(Object.values(hidingPlaces).map(({ folder }) => `/registry/${folder}`)),
];

/** What was planted: a hundred credentials in each place. */
export const planted: Planted[] = Object.values(hidingPlaces).flatMap(({ folder, value }, place) =>
  Array.from({ length: perPlace }, (_, index) => {
    const canary = `${marker}${place}-${index}`;
    return { key: `/registry/${folder}planted-${place}-${index}`, canary, value: value(canary) };
  }),
);

/** A few of each place. */
export const sampled = planted.filter((_, index) => index % (perPlace / 2) === 0);

/** An expression that matches every canary and is none itself, so that its echo is no leak. */
export const canaryExpression = `canary/[${marker.slice(7, 8)}]${marker.slice(8, 25)}`;

/** What is the same in the base64 of a text wherever it stands in what was encoded. */
const base64Cores = (text: string): string[] =>
  [0, 1, 2].map((shift) => base64('x'.repeat(shift) + text).slice(4, -4));

/** Every form in which a canary could leave: what all begin with, encoded at most twice. */
const forms = [marker, ...base64Cores(marker)].flatMap((text) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('hex'),
  ...base64Cores(text),
]);

const spellings = (text: string): string[] => [
  text,
  text.replaceAll('-', '+').replaceAll('_', '/'),
  text.replaceAll('%2B', '+').replaceAll('%2F', '/').replaceAll('%3D', '='),
  text.replaceAll('\\/', '/'),
];

/** The forms of canaries that stand in a text; none where nothing leaked. */
export const canariesIn = (text: string): string[] => {
  const spelt = spellings(text);
  return forms.filter((form) => spelt.some((spelling) => spelling.includes(form)));
};

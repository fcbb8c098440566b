import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata } from './metadata';
import type { RandomSource } from './random-source';

/** Stands in every secret of the demo: where it is seen unasked, masking has failed. */
export const secretCanary = 'etcdscope-canary-never-show';

const base64 = (text: string): string => {
  const url = toBase64Url(utf8Bytes(text)).replaceAll('-', '+').replaceAll('_', '/');
  return url.padEnd(Math.ceil(url.length / 4) * 4, '=');
};

const configText = ({ name, namespace, port }: Application, random: RandomSource): string =>
  [
    `# Settings of ${name}`,
    'server:',
    `  listen: ":${port}"`,
    '  readTimeout: 15s',
    `database: postgres://${name}.${namespace}.svc:5432/${name}`,
    'features:',
    ...Array.from({ length: random.integer(2, 60) }, () => `  flag-${random.hex(6)}: true`),
    '',
  ].join('\n');

const configMap = (random: RandomSource, application: Application): DemoObject => {
  const { namespace } = application;
  const name = `${application.name}-config`;
  return storedObject(`configmaps/${namespace}/${name}`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(random, name, { namespace, labels: applicationLabels(application) }),
    data: {
      'config.yaml': configText(application, random),
      'log-level': 'info',
      'features.enabled': 'yes',
    },
    ...(random.fraction() < 0.1 && { binaryData: { 'logo.png': 'iVBORw0KGgoAAAANSUhEUgAAAAE=' } }),
  });
};

type SecretContent = { suffix: string; type: string; data: JsonObject };

const secretContents = (random: RandomSource): SecretContent[] => {
  const secret = `${secretCanary}-${random.hex(16)}`;
  const auths = { 'registry.example.com': { username: 'robot', password: secret } };
  return [
    {
      suffix: 'credentials',
      type: 'Opaque',
      data: { username: base64('application'), password: base64(secret) },
    },
    {
      suffix: 'tls',
      type: 'kubernetes.io/tls',
      data: {
        'tls.crt': base64(`-----BEGIN CERTIFICATE-----\n${random.hex(600)}\n`),
        'tls.key': base64(`-----BEGIN PRIVATE KEY-----\n${secret}\n`),
      },
    },
    {
      suffix: 'registry',
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': base64(JSON.stringify({ auths })) },
    },
    {
      suffix: 'token',
      type: 'kubernetes.io/service-account-token',
      data: { token: base64(`eyJhbGciOiJSUzI1NiJ9.${secret}`), namespace: base64('default') },
    },
    {
      suffix: 'git',
      type: 'kubernetes.io/basic-auth',
      data: { username: base64('git'), password: base64(secret) },
    },
    {
      suffix: 'release.v1',
      type: 'helm.sh/release.v1',
      data: { release: base64(secret + random.hex(random.integer(1000, 12_000))) },
    },
  ];
};

function* secrets(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { namespace } = application;
  const all = secretContents(random);
  for (const { suffix, type, data } of all.filter(
    (_, index) => index < 2 || random.fraction() < 0.3,
  )) {
    const name = `${application.name}-${suffix}`;
    const labels = applicationLabels(application);
    yield storedObject(`secrets/${namespace}/${name}`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata(random, name, { namespace, labels }),
      data,
      type,
    });
  }
}

/** The ConfigMap and Secrets of an application. */
export function* configuration(
  random: RandomSource,
  application: Application,
): Iterable<DemoObject> {
  yield configMap(random, application);
  yield* secrets(random, application);
}

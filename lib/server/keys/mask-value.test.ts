import { describe, expect, it } from 'vitest';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { maskValue } from './mask-value';

const canary = 'c4n4ry/+secret=päss';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The forms in which a canary could leave: raw, base64 at any offset, hex, URL-encoded, escaped. */
const forms = (text: string): string[] => {
  const bytes = utf8Bytes(text);
  const inside = Buffer.from(text).toString('base64').slice(2, -4);
  const shifted = [1, 2].map((offset) =>
    Buffer.from(`${'x'.repeat(offset)}${text}`)
      .toString('base64')
      .slice(4, -4),
  );
  return [
    text,
    inside,
    toBase64Url(bytes).slice(2, -4),
    ...shifted,
    hex(bytes),
    encodeURIComponent(text),
  ];
};

const present = (key: string, bytes: Uint8Array, reveal = false) =>
  maskValue(utf8Bytes(key), bytes, { kubernetesPrefix: '/registry/', reveal });

const protobuf = (object: JsonObject): Uint8Array =>
  encodeKubernetesObject(object, kubernetesRegistry());

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const secret: JsonObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'database',
    namespace: 'shop',
    labels: { app: 'shop' },
    annotations: {
      note: 'visible',
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({
        data: { password: base64(canary) },
        stringData: { password: canary },
      }),
    },
  },
  type: 'Opaque',
  data: { password: base64(canary), 'tls.key': base64(`-----BEGIN\n${canary}`) },
};

const json = (value: unknown): Uint8Array => utf8Bytes(JSON.stringify(value));

const json2 = (value: unknown): { copy: string } => ({ copy: JSON.stringify(value) });

/** Far deeper than a stack is. */
const nested = (inner: string): Uint8Array =>
  utf8Bytes(`${'[{"a":'.repeat(50_000)}${inner}${'}]'.repeat(50_000)}`);

const secretKey = '/registry/secrets/shop/database';
const malformed = protobuf(secret).slice(0, -7);
const broken = Uint8Array.from(protobuf(secret), (byte, index) => (index === 60 ? 0xff : byte));

const masked: [string, string, Uint8Array][] = [
  ['a Secret as protobuf', secretKey, protobuf(secret)],
  ['a Secret as JSON', secretKey, json(secret)],
  ['a Secret with unknown fields', secretKey, json({ ...secret, extra: canary, type: [canary] })],
  ['a Secret with strange metadata', secretKey, json({ ...secret, metadata: { extra: canary } })],
  ['a Secret whose data is no map', secretKey, json({ ...secret, data: [canary] })],
  ['another kind among Secrets', secretKey, json({ ...secret, kind: 'Other', type: canary })],
  ['a Secret cut short', secretKey, malformed],
  ['a Secret with a broken byte', secretKey, broken],
  ['text among Secrets', secretKey, utf8Bytes(canary)],
  ['YAML among Secrets', secretKey, utf8Bytes(`a: 1\nb: ${canary}\n`)],
  ['bytes among Secrets', secretKey, Uint8Array.of(0, 255, ...utf8Bytes(canary))],
  ['an encrypted Secret', secretKey, utf8Bytes(`k8s:enc:aescbc:v1:key1:${canary}`)],
  ['a Secret below another prefix', '/other/secrets/a/b', protobuf(secret)],
  ['a JSON Secret elsewhere', '/backup/one', json(secret)],
  ['a list of Secrets', '/backup/list', json({ kind: 'List', apiVersion: 'v1', items: [secret] })],
  ['a Secret in YAML text', '/backup/yaml', utf8Bytes(`kind: Secret\ndata:\n  a: ${canary}\n`)],
  ['a Secret in broken JSON', '/backup/broken', utf8Bytes(`${JSON.stringify(secret)},`)],
  [
    'a list that says the kind of its items only once',
    '/backup/items',
    json({ kind: 'SecretList', apiVersion: 'v1', items: [{ ...secret, kind: undefined }, canary] }),
  ],
  [
    'a ConfigMap that holds the manifest of a Secret',
    '/registry/configmaps/shop/backup',
    protobuf({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'backup' },
      data: { 'secret.yaml': `kind: Secret\nstringData:\n  a: ${canary}\n` },
    }),
  ],
  ['a Secret as JSON in JSON', '/backup/text', json({ copy: JSON.stringify(secret) })],
  ['a Secret as JSON in JSON in JSON', '/backup/texts', json([JSON.stringify(json2(secret))])],
  [
    'a Secret in text with a byte that is none',
    '/backup/binary',
    utf8Bytes(`kind: Secret\ndata:\n  a: ${canary}\n\0`),
  ],
  ['a Secret nested too deeply', '/backup/deep', nested(JSON.stringify(secret))],
  [
    'the password of a KubeSphere user',
    '/registry/iam.kubesphere.io/users/admin',
    json({
      apiVersion: 'iam.kubesphere.io/v1beta1',
      kind: 'User',
      metadata: { name: 'admin' },
      spec: { email: 'admin@example.com', password: canary, encryptedPassword: canary },
    }),
  ],
  [
    'an OAuth token of KubeSphere',
    '/registry/oauth.kubesphere.io/tokens/one',
    json({ apiVersion: 'oauth.kubesphere.io/v1', kind: 'Token', metadata: {}, spec: canary }),
  ],
  [
    'the configuration of KubeSphere 3',
    '/registry/configmaps/kubesphere-system/kubesphere-config',
    protobuf({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kubesphere-config' },
      data: { 'kubesphere.yaml': `jwtSecret: ${canary}` },
    }),
  ],
  [
    'the kubeconfig of a member cluster',
    '/registry/cluster.kubesphere.io/clusters/member',
    json({
      apiVersion: 'cluster.kubesphere.io/v1alpha1',
      kind: 'Cluster',
      metadata: { name: 'member' },
      spec: { connection: { kubeconfig: base64(canary), token: canary } },
    }),
  ],
];

describe('maskValue', () => {
  it.each(masked)('lets nothing of %s leave', (_, key, bytes) => {
    const presented = present(key, bytes);
    expect(presented.masked).toBe(true);
    expect(presented.value.raw).toBeNull();
    expect(presented.value.text).toBeNull();
    expect(presented.value.size).toBe(bytes.length);
    const answer = JSON.stringify(presented);
    for (const form of forms(canary)) {
      expect(answer).not.toContain(form);
    }
  });

  it('answers the same whatever the masked bytes are, but for their size', () => {
    const other = { ...secret, data: { password: base64('a'.repeat(20)), 'tls.key': '' } };
    const [left, right] = [json(secret), json(other)].map((bytes) => present(secretKey, bytes));
    expect({ ...left?.value, size: 0 }).toEqual({ ...right?.value, size: 0 });
  });

  it.each([
    ['JSON', nested('1')],
    ['an object', utf8Bytes(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)],
    [
      'a wide list',
      utf8Bytes(`${'{"a":'.repeat(150)}[1${',1'.repeat(100_000)}]${'}'.repeat(150)}`),
    ],
    ['YAML', utf8Bytes(`a: 1\nb: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`)],
  ])('shows %s that is nested too deeply as text', (_, bytes) => {
    const { value, masked: isMasked } = present('/deep', bytes);
    expect([isMasked, value.yaml === null || value.yaml === value.text, value.json]).toEqual([
      false,
      true,
      null,
    ]);
    expect(value.text?.length).toBe(bytes.length);
  });

  it('shows names, labels and other annotations of a masked Secret', () => {
    const { value } = present(secretKey, protobuf(secret));
    expect(value.kind).toBe('Secret');
    for (const part of ['name: database', 'app: shop', 'note: visible', 'tls.key: <masked>']) {
      expect(value.yaml).toContain(part);
    }
  });

  it('shows all forms once revealed', () => {
    const { value, masked: isMasked } = present(secretKey, protobuf(secret), true);
    expect(isMasked).toBe(false);
    expect(value.yaml).toContain(base64(canary));
    expect(value.raw).toBe(toBase64Url(protobuf(secret)));
  });

  it('masks neither a reference to a Secret nor an empty value', () => {
    const reference = { kind: 'Thing', apiVersion: 'a/v1', ref: { kind: 'Secret', name: 'x' } };
    expect(present('/registry/a/things/x', json(reference)).masked).toBe(false);
    expect(present(secretKey, new Uint8Array()).masked).toBe(false);
  });

  it('leaves out the raw bytes of more than 1 MiB and says so', () => {
    const { value } = present('/big', new Uint8Array(1_048_577).fill(0x61));
    expect([value.raw, value.text]).toEqual([null, null]);
    expect(value.notes).toEqual([{ code: 'cut', parameters: { size: '1048577' } }]);
  });
});

describe('formats', () => {
  const cases: [string, Uint8Array, string][] = [
    ['', new Uint8Array(), 'empty'],
    ['list', utf8Bytes('[1, 12345678901234567890]'), 'json'],
    ['yaml', utf8Bytes('a: 1\nb:\n  - 2\n'), 'yaml'],
    ['sentence', utf8Bytes('note: this is a sentence'), 'text'],
    ['number', utf8Bytes('1234'), 'text'],
    ['control', utf8Bytes('a\0b'), 'binary'],
    ['invalid', Uint8Array.of(0xff, 0xfe), 'binary'],
    ['encrypted', utf8Bytes('k8s:enc:aescbc:v1:key1:xyz'), 'encrypted'],
    ['cbor', Uint8Array.of(0xd9, 0xd9, 0xf7, 0xa0), 'binary'],
  ];
  it.each(cases)('%s', (_, bytes, format) => {
    expect(present('/plain', bytes).value.format).toBe(format);
  });

  it('names provider and key of an encrypted value', () => {
    const { encryption } = present('/plain', utf8Bytes('k8s:enc:kms:v2:vault:xyz')).value;
    expect(encryption).toEqual({ provider: 'kms v2', keyName: 'vault' });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as copy from '@/app/api/v1/clusters/[cluster]/key/copy/route';
import * as forms from '@/app/api/v1/clusters/[cluster]/key/forms/route';
import * as oneKey from '@/app/api/v1/clusters/[cluster]/key/route';
import * as settings from '@/app/api/v1/clusters/[cluster]/settings/route';
import { type ClusterSettings, clusterSettingsSchema } from '@/lib/domain/api/cluster-settings';
import { type KeyForms, keyFormsSchema } from '@/lib/domain/api/edits';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { decodeKubernetesValue } from '@/lib/domain/kubernetes/decode-value';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { toYaml } from '@/lib/domain/kubernetes/to-yaml';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RouteHandler } from '../http/route-declaration';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';

type Person = { headers: Record<string, string> };

let service: TestService;
let connection: ClusterConnection;
let operator: Person;
let admin: Person;

const params = { cluster: 'test' };
const registry = kubernetesRegistry();
const configMap: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'shop', namespace: 'default' },
  data: { colour: 'green', number: '12' },
};
const secret: JsonObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'database' },
  data: { password: 'YzRuNHJ5' },
};

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  operator = await loggedIn('operator', 'operator');
  admin = await loggedIn('admin', 'admin');
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const send = (route: RouteHandler, body: unknown, { headers }: Person) =>
  callRoute(route, { params, headers, body });

const setPolicy = async (kubernetesWritable: boolean, person = admin): Promise<Response> =>
  send(settings.PUT, { kubernetesWritable, reason: 'ticket 42' }, person);

const formsOf = async (name: string, { headers }: Person = operator): Promise<KeyForms> => {
  const query = `?key=${toBase64Url(utf8Bytes(name))}`;
  return keyFormsSchema.parse(
    await (await callRoute(forms.GET, { params, query, headers })).json(),
  );
};

const put = async (name: string, value: Uint8Array | string) => {
  const key = utf8Bytes(name);
  const bytes = typeof value === 'string' ? utf8Bytes(value) : value;
  const { revision } = await connection.putAll([{ key, value: bytes }]);
  return { key: toBase64Url(key), modRevision: revision };
};

const storedValue = async (name: string): Promise<Uint8Array> => {
  const request = { key: utf8Bytes(name), rangeEnd: undefined, limit: 1 };
  return (await connection.keys.range(request)).keys[0]?.value ?? new Uint8Array();
};

describe('Kubernetes objects', () => {
  it('are read-only by key and by value until an admin allows it with a reason', async () => {
    expect((await setPolicy(true, operator)).status).toBe(403);
    const value = toBase64Url(utf8Bytes('v'));
    const object = encodeKubernetesObject(configMap, registry);
    const json = '{"apiVersion":"example.io/v1","kind":"Widget"}';
    const seen = [
      await put('/registry/configmaps/default/shop', 'text'),
      await put('elsewhere/protobuf', object),
      await put('elsewhere/json', json),
      await put('elsewhere/encrypted', 'k8s:enc:aescbc:v1:key1:xxxx'),
    ];
    for (const guard of seen) {
      const answers = [
        await send(oneKey.PUT, { ...guard, value }, operator),
        await send(oneKey.DELETE, guard, operator),
        await send(copy.POST, { ...guard, to: value, keepLease: false }, operator),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    }
    const created = await send(
      oneKey.POST,
      { key: toBase64Url(utf8Bytes('elsewhere/new')), value: toBase64Url(utf8Bytes(json)) },
      operator,
    );
    expect(await problemIn(created)).toMatchObject({
      code: 'kubernetes_read_only',
      parameters: { key: 'elsewhere/new' },
    });
    const allowed = await setPolicy(true);
    const now: ClusterSettings = clusterSettingsSchema.parse(await allowed.json());
    expect(now).toMatchObject({
      kubernetesWritable: true,
      reason: 'ticket 42',
      setBy: 'admin',
    });
    const [first] = seen;
    expect((await send(oneKey.PUT, { ...first, value }, operator)).status).toBe(200);
    await setPolicy(false);
    expect(await formsOf('/registry/configmaps/default/shop')).toMatchObject({
      mayEdit: false,
      reason: 'kubernetes_read_only',
    });
  });

  it('stored as protobuf are edited as YAML where that is exact, else byte by byte', async () => {
    await setPolicy(true);
    const bytes = encodeKubernetesObject(configMap, registry);
    const name = '/registry/configmaps/default/edited';
    const guard = await put(name, bytes);
    expect(await formsOf(name)).toEqual({
      modRevision: guard.modRevision,
      mayEdit: true,
      asYaml: true,
      reason: null,
    });
    const yaml = toYaml(configMap);
    const unchanged = await send(oneKey.PUT, { ...guard, yaml }, operator);
    expect(await unchanged.json()).toMatchObject({ outcome: 'unchanged' });
    const misspelt = await send(
      oneKey.PUT,
      { ...guard, yaml: yaml.replace('data:', 'daat:') },
      operator,
    );
    expect(await problemIn(misspelt)).toMatchObject({
      code: 'invalid_yaml',
      parameters: { refusal: 'lost' },
    });
    const edited = yaml.replace('green', 'blue');
    expect((await send(oneKey.PUT, { ...guard, yaml: edited }, operator)).status).toBe(200);
    const { object } = decodeKubernetesValue(await storedValue(name), registry);
    expect(object).toEqual({ ...configMap, data: { colour: 'blue', number: '12' } });
    // A field after the object's own that no build knows: written anew, it would be lost.
    const unknown = await put(name, Uint8Array.of(...bytes, 0x78, 0x01));
    expect(await formsOf(name)).toMatchObject({ mayEdit: true, asYaml: false, reason: 'inexact' });
    const lossy = await send(oneKey.PUT, { ...unknown, yaml: edited }, operator);
    expect((await problemIn(lossy)).code).toBe('invalid_yaml');
  });

  it('that hold secrets stay closed to who may not see them, encrypted ones to all', async () => {
    await setPolicy(true);
    const name = '/registry/secrets/default/database';
    const guard = await put(name, encodeKubernetesObject(secret, registry));
    expect(await formsOf(name)).toMatchObject({ mayEdit: false, reason: 'masked' });
    expect(await formsOf(name, admin)).toMatchObject({ mayEdit: true, asYaml: true });
    // Even the very same bytes: whether they are the same is not to be found out.
    const same = toBase64Url(encodeKubernetesObject(secret, registry));
    expect((await send(oneKey.PUT, { ...guard, value: same }, operator)).status).toBe(403);
    const encrypted = await put(name, 'k8s:enc:kms:v2:vault:xxxx');
    expect(await formsOf(name, admin)).toMatchObject({ mayEdit: false, reason: 'encrypted' });
    const refused = await send(oneKey.PUT, { ...encrypted, value: same }, admin);
    expect((await problemIn(refused)).code).toBe('encrypted_value');
  });
});

import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { concatBytes, utf8Bytes } from '../bytes';
import { decodeKubernetesValue } from './decode-value';
import { encodeKubernetesObject } from './encode-value';
import { apiGroups } from './generated/go-fields';
import type { JsonObject } from './json-value';
import { kubernetesRegistry } from './registry';

const registry = kubernetesRegistry();
const encode = (object: JsonObject): Uint8Array => encodeKubernetesObject(object, registry);
const decode = (bytes: Uint8Array) => decodeKubernetesValue(bytes, registry);
const roundTrip = (object: JsonObject) => decode(encode(object)).object;

/** An envelope around bytes that need not be a message of that kind. */
const envelope = (apiVersion: string, kind: string, raw: Uint8Array): Uint8Array => {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(apiVersion);
  writer.tag(2, WireType.LengthDelimited).string(kind).join();
  writer.tag(2, WireType.LengthDelimited).bytes(raw);
  return concatBytes(utf8Bytes('k8s\0'), writer.finish());
};

const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop', labels: { app: 'web', tier: 'front' } },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'registry.example.com/web:1',
        ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
        livenessProbe: { httpGet: { path: '/livez', port: 'http' }, periodSeconds: 10 },
        resources: { limits: { cpu: '500m' } },
      },
    ],
    terminationGracePeriodSeconds: 30,
  },
  status: { phase: 'Running', startTime: '2026-01-02T03:04:05Z' },
};

describe('zero values, by the struct tags of the Go types', () => {
  const cases: [string, JsonObject, JsonObject][] = [
    [
      'a pointer keeps its zero: replicas 0; a struct is printed even when empty',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 0 } },
      {
        metadata: {},
        spec: {
          replicas: 0,
          selector: null,
          strategy: {},
          template: { metadata: {}, spec: { containers: null } },
        },
        status: {},
      },
    ],
    [
      'a scalar without omitempty is printed when zero: restartCount, ready, image, imageID',
      { apiVersion: 'v1', kind: 'Pod', status: { containerStatuses: [{ name: 'main' }] } },
      {
        metadata: {},
        spec: { containers: null },
        status: {
          containerStatuses: [
            {
              name: 'main',
              state: {},
              lastState: {},
              ready: false,
              restartCount: 0,
              image: '',
              imageID: '',
            },
          ],
        },
      },
    ],
    [
      'a scalar with omitempty is not: nodePort; an IntOrString is: targetPort',
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } },
      {
        metadata: {},
        spec: { ports: [{ port: 80, targetPort: 0 }] },
        status: { loadBalancer: {} },
      },
    ],
    [
      'false behind a pointer stays, the zero time is null, a missing list may be too',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { managedFields: [{ manager: 'x' }] },
        immutable: false,
      },
      { metadata: { managedFields: [{ manager: 'x' }] }, immutable: false },
    ],
    [
      'lists and times without omitempty are null: Role rules, Event times',
      { apiVersion: 'v1', kind: 'Event' },
      {
        metadata: {},
        involvedObject: {},
        source: {},
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: null,
        reportingComponent: '',
        reportingInstance: '',
      },
    ],
    [
      'lists without omitempty are null',
      { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
      { metadata: {}, rules: null },
    ],
  ];
  it.each(cases)('%s', (_what, given, expected) => {
    const { apiVersion, kind } = given;
    expect(roundTrip(given)).toStrictEqual({ apiVersion, kind, ...expected });
  });

  it('the zero object of every kind encodes to itself again', () => {
    for (const [apiVersion, packageName] of Object.entries(apiGroups)) {
      const kinds = ['Deployment', 'Pod', 'Node', 'Ingress', 'Lease', 'CronJob', 'Role', 'Secret'];
      for (const kind of kinds.filter((name) => registry.messageOf(apiVersion, name))) {
        const stored = encode({ apiVersion, kind });
        const { object, notes } = decode(stored);
        expect(notes, `${packageName}.${kind}`).toEqual([]);
        expect(encode(object ?? {}), `${packageName}.${kind}`).toEqual(stored);
      }
    }
  });
});

describe('values that keep every digit and byte', () => {
  it('keeps 64-bit integers as bigints and small ones as numbers', () => {
    const metadata = { generation: 9223372036854775807n, deletionGracePeriodSeconds: 0 };
    const object = roundTrip({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
    expect(object).toMatchObject({ metadata });
  });

  it('keeps a label named __proto__, binary data and negative numbers', () => {
    const labels: JsonObject = JSON.parse('{"__proto__":"kept","constructor":"too"}');
    const object = roundTrip({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { labels, generation: -1 },
      binaryData: { file: 'AP+A/w==' },
    });
    expect(JSON.stringify(object)).toContain('{"__proto__":"kept","constructor":"too"}');
    expect(object).toMatchObject({
      metadata: { generation: -1 },
      binaryData: { file: 'AP+A/w==' },
    });
  });

  it('reads times before 1970, durations and embedded objects', () => {
    const object = {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { creationTimestamp: '1901-02-03T04:05:06Z' },
      data: { large: 9007199254740993n, list: [1, 'a', null] },
      revision: 0,
    };
    expect(roundTrip(object)).toStrictEqual(object);
  });
});

describe('what this version does not know', () => {
  it('names an unknown field by number and place, with its value', () => {
    const raw = new BinaryWriter().tag(1, WireType.LengthDelimited).fork();
    raw.tag(1, WireType.LengthDelimited).string('web');
    raw.tag(77, WireType.LengthDelimited).string('new').join();
    raw.tag(9, WireType.Varint).uint32(5);
    const { object, notes } = decode(envelope('v1', 'ConfigMap', raw.finish()));
    expect(object).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } });
    expect(notes).toEqual([
      {
        code: 'unknown_field',
        parameters: {
          path: 'metadata',
          number: '77',
          wireType: 'LengthDelimited',
          size: '4',
          value: 'A25ldw==',
        },
      },
      {
        code: 'unknown_field',
        parameters: { path: '', number: '9', wireType: 'Varint', size: '1', value: 'BQ==' },
      },
    ]);
  });

  it('gives the identity of an unknown kind', () => {
    const { apiVersion, kind, object, notes } = decode(
      envelope('apps/v9', 'Fleet', utf8Bytes('x')),
    );
    expect({ apiVersion, kind, object }).toEqual({
      apiVersion: 'apps/v9',
      kind: 'Fleet',
      object: { apiVersion: 'apps/v9', kind: 'Fleet' },
    });
    const parameters = { apiVersion: 'apps/v9', kind: 'Fleet', size: '1' };
    expect(notes).toEqual([{ code: 'unknown_kind', parameters }]);
  });

  it('is not misled by names every object inherits', () => {
    expect(decode(envelope('constructor', 'toString', new Uint8Array())).notes[0]?.code).toBe(
      'unknown_kind',
    );
  });
});

describe('damaged and hostile values', () => {
  it('never throws on a Pod cut at any length, and says so', () => {
    const whole = encode(pod);
    for (let length = 4; length < whole.length; length += 1) {
      const { format, notes } = decode(whole.subarray(0, length));
      expect(format).toBe('kubernetes-protobuf');
      // Cut between the fields of the envelope, nothing of the object is missing.
      const isComplete = length >= whole.length - 4;
      expect(isComplete || notes.length > 0, `cut at ${length}`).toBe(true);
    }
  });

  it('shows what stood before the damage', () => {
    const whole = encode(pod);
    const { object } = decode(whole.subarray(0, whole.length - 40));
    expect(object).toMatchObject({ metadata: pod.metadata });
  });

  it('never throws on a Pod with any byte changed', () => {
    const whole = encode(pod);
    for (let index = 4; index < whole.length; index += 1) {
      const damaged = whole.slice();
      damaged[index] = (damaged[index] ?? 0) ^ 0xff;
      expect(() => decode(damaged)).not.toThrow();
    }
  });

  it('bounds envelopes inside of envelopes', () => {
    let value = utf8Bytes('{}');
    for (let depth = 0; depth < 200; depth += 1) {
      const raw = new BinaryWriter().tag(2, WireType.LengthDelimited).fork();
      raw.tag(1, WireType.LengthDelimited).bytes(value).join();
      value = envelope('apps/v1', 'ControllerRevision', raw.finish());
    }
    expect(decode(value).notes.map(({ code }) => code)).toContain('too_deep');
  });

  it('bounds what a small value can grow to', () => {
    const raw = new BinaryWriter().tag(2, WireType.LengthDelimited).fork();
    for (let index = 0; index < 150_000; index += 1) {
      raw.tag(2, WireType.LengthDelimited).bytes(new Uint8Array());
    }
    const { notes } = decode(envelope('v1', 'Pod', raw.join().finish()));
    expect(notes[0]?.code).toBe('too_large');
    expect(notes.length).toBeLessThanOrEqual(101);
  });
});

describe('other forms', () => {
  it.each([
    ['k8s:enc:aescbc:v1:key1:\u0000\u0001', { provider: 'aescbc', keyName: 'key1' }],
    ['k8s:enc:secretbox:v1:second:x', { provider: 'secretbox', keyName: 'second' }],
    ['k8s:enc:kms:v2:vault:x', { provider: 'kms v2', keyName: 'vault' }],
    ['k8s:enc:', { provider: 'unknown', keyName: '' }],
  ])('recognises %j as encrypted', (text, encryption) => {
    const value = decode(utf8Bytes(text));
    expect(value).toMatchObject({ format: 'encrypted', encryption, object: null });
  });

  it('reads JSON, keeping large integers', () => {
    const text =
      '{"apiVersion":"example.com/v1","kind":"Widget","spec":{"size":9007199254740993}}\n';
    expect(decode(utf8Bytes(text))).toMatchObject({
      format: 'json',
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      object: { spec: { size: 9007199254740993n } },
    });
    const object = {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      spec: { size: 9007199254740993n },
    };
    expect(encode(object)).toEqual(utf8Bytes(text));
  });

  it('recognises CBOR, and leaves text and binary to others', () => {
    expect(decode(new Uint8Array([0xd9, 0xd9, 0xf7, 0xa0])).format).toBe('cbor');
    expect(decode(utf8Bytes('12345')).format).toBe('other');
    expect(decode(new Uint8Array()).format).toBe('other');
    expect(decode(new Uint8Array([0xff, 0x00])).format).toBe('other');
  });
});

describe('the encoder', () => {
  it.each([
    ['a wrong time', { metadata: { creationTimestamp: 'yesterday' } }],
    ['a list for an object', { metadata: [] }],
  ])('refuses %s', (_what, rest) => {
    expect(() => encode({ apiVersion: 'v1', kind: 'Pod', ...rest })).toThrow(TypeError);
  });
});

import { describe, expect, it } from 'vitest';
import { decodeKubernetesValue } from '../kubernetes/decode-value';
import { encodeKubernetesObject } from '../kubernetes/encode-value';
import type { JsonObject } from '../kubernetes/json-value';
import { kubernetesRegistry } from '../kubernetes/registry';
import { editableYaml, editKubernetesYaml } from './kubernetes-edit';

const registry = kubernetesRegistry();

const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    creationTimestamp: '2026-11-22T12:00:00Z',
    annotations: { note: 'two\nlines', answer: '42', large: '9223372036854775807' },
    generation: 9_007_199_254_740_993n,
  },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'web' } },
    strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
    template: {
      metadata: {},
      spec: { containers: [{ name: 'web', image: 'web:1', resources: {} }] },
    },
  },
  status: {},
};

const bytes = encodeKubernetesObject(deployment, registry);
const yaml = editableYaml(bytes, registry) ?? '';

describe('the YAML of a stored object', () => {
  it('written unchanged gives the stored bytes', () => {
    expect(yaml).toContain('generation: 9007199254740993');
    expect(editKubernetesYaml(bytes, yaml, registry)).toEqual({ bytes });
  });

  it('gives the object as edited', () => {
    const edited = editKubernetesYaml(bytes, yaml.replace('web:1', 'web:2'), registry);
    const after = 'bytes' in edited ? decodeKubernetesValue(edited.bytes, registry).object : null;
    expect(JSON.stringify(after?.spec)).toBe(
      JSON.stringify(decodeKubernetesValue(bytes, registry).object?.spec).replace('web:1', 'web:2'),
    );
  });

  it('is not offered where something of the object would be lost', () => {
    expect(editableYaml(Uint8Array.of(...bytes, 0x78, 0x01), registry)).toBeUndefined();
    expect(editableYaml(bytes.subarray(0, bytes.length - 20), registry)).toBeUndefined();
    expect(editableYaml(new TextEncoder().encode('{"kind":"x"}'), registry)).toBeUndefined();
  });

  it.each([
    ['syntax', (text: string) => `${text}\n  - :\n"`],
    ['syntax', (text: string) => `${text}\nmetadata: {}\n`],
    ['syntax', () => 'apiVersion: &a apps/v1\nkind: *a\n'],
    ['not_object', () => '- a\n- b\n'],
    ['other_kind', (text: string) => text.replace('kind: Deployment', 'kind: DaemonSet')],
    ['other_kind', (text: string) => text.replace('apps/v1', 'v1')],
    ['wrong_type', (text: string) => text.replace('2026-11-22T12:00:00Z', 'yesterday')],
    ['lost', (text: string) => text.replace('image:', 'iamge:')],
    ['wrong_type', (text: string) => text.replace('replicas: 0', 'replicas: many')],
    ['lost', (text: string) => text.replace('replicas: 0', "replicas: '0'")],
  ])('is refused: %s', (refusal, change) => {
    expect(editKubernetesYaml(bytes, change(yaml), registry)).toMatchObject({ refusal });
  });
});

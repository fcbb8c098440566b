import { describe, expect, it } from 'vitest';
import { compareBytes, concatBytes, readableBytes, utf8Text } from '@/lib/domain/bytes';
import { decodeKubernetesValue } from '@/lib/domain/kubernetes/decode-value';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { secretCanary } from './configuration';
import type { DemoObject } from './demo-object';
import { demoObjects } from './demo-objects';
import { demoTraffic } from './demo-traffic';

const options = { count: 5500, seed: 1 };
const objects = [...demoObjects(options)];
const registry = kubernetesRegistry();

const take = (source: Iterator<DemoObject>, count: number): DemoObject[] =>
  Array.from({ length: count }, () => source.next().value);

const decoded = ({ value }: DemoObject) => decodeKubernetesValue(value, registry);
const allDecoded = objects.map((object) => ({ ...object, ...decoded(object) }));

describe('the demo objects', () => {
  it('are as many as asked, each under its own key', () => {
    expect(objects).toHaveLength(options.count);
    expect(new Set(objects.map(({ key }) => readableBytes(key))).size).toBe(options.count);
    expect([...demoObjects({ count: 7, seed: 1 })]).toHaveLength(7);
  });

  it('are the same for the same seed, and others for another', () => {
    const valuesOf = (seed: number) =>
      concatBytes(...[...demoObjects({ count: 900, seed })].map(({ value }) => value));
    expect(compareBytes(valuesOf(5), valuesOf(5))).toBe(0);
    expect(compareBytes(valuesOf(5), valuesOf(6))).not.toBe(0);
  });

  it('are of at least 25 built-in kinds and 10 stored as JSON', () => {
    const kinds = (format: string) =>
      new Set(allDecoded.filter((value) => value.format === format).map(({ kind }) => kind));
    expect(kinds('kubernetes-protobuf').size).toBeGreaterThanOrEqual(25);
    expect(kinds('json').size).toBeGreaterThanOrEqual(10);
  });

  it('decode without a note and encode to the same bytes again', () => {
    expect(allDecoded.flatMap(({ notes }) => notes)).toEqual([]);
    for (const { key, value, format, object: manifest } of allDecoded) {
      if (format === 'kubernetes-protobuf' && manifest) {
        const again = encodeKubernetesObject(manifest, registry);
        expect(compareBytes(again, value), readableBytes(key)).toBe(0);
      }
    }
  });

  it('carry the canary in every Secret and nowhere else', () => {
    for (const { key, value } of objects) {
      const isSecret = utf8Text(key)?.startsWith('/registry/secrets/') ?? false;
      const holdsCanary = new TextDecoder('latin1').decode(value).includes(secretCanary);
      const isDockerConfig = utf8Text(key)?.endsWith('-registry') ?? false;
      expect(holdsCanary || isDockerConfig, readableBytes(key)).toBe(isSecret || isDockerConfig);
    }
  });

  it('put events on a lease', () => {
    for (const { key, lease } of objects) {
      const isEvent = utf8Text(key)?.startsWith('/registry/events/') ?? false;
      expect(lease === 'events').toBe(isEvent);
    }
  });
});

describe('the demo traffic', () => {
  it('renews leases, adds events and restarts pods, decodable all', () => {
    const writes = take(demoTraffic(options)[Symbol.iterator](), 200);
    const kinds = new Set(writes.map((write) => decoded(write).kind));
    expect(kinds).toEqual(new Set(['Lease', 'Event', 'Pod']));
    const keys = new Set(writes.map(({ key }) => readableBytes(key)));
    expect(keys.size).toBeLessThan(writes.length);
  });
});

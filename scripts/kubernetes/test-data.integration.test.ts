import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareBytes } from '@/lib/domain/bytes';
import { type DecodedValue, decodeKubernetesValue } from '@/lib/domain/kubernetes/decode-value';
import { encodeKubernetesObject } from '@/lib/domain/kubernetes/encode-value';
import { kubernetesVersion } from '@/lib/domain/kubernetes/generated/go-fields';
import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { toYaml } from '@/lib/domain/kubernetes/to-yaml';
import { kubernetesPackages } from './kubernetes-packages';

type Sample = {
  name: string;
  stored: Uint8Array;
  decoded: DecodedValue;
  json: JsonObject;
  yaml: string;
};

const readSamples = async (directory: string): Promise<Sample[]> => {
  const samples: Sample[] = [];
  for (const file of await readdir(directory)) {
    const name = path.join(directory, file.slice(0, -'.pb'.length));
    if (!file.endsWith('.pb') || !existsSync(`${name}.json`)) {
      continue;
    }
    const stored = new Uint8Array(await readFile(`${name}.pb`));
    const decoded = decodeKubernetesValue(stored, kubernetesRegistry());
    const json = JSON.parse(await readFile(`${name}.json`, 'utf8'));
    const yaml = await readFile(`${name}.yaml`, 'utf8');
    samples.push({ name: path.basename(name), stored, decoded, json, yaml });
  }
  return samples;
};

// A watch event is the one message that travels without an envelope, on the wire between a server
// and its clients; it is never stored, so nothing in etcd tells a reader its type.
const isStored = ({ name }: Pick<Sample, 'name'>): boolean => name !== 'core.v1.WatchEvent';

/** Kubernetes' own objects of the version the checked-in descriptors were generated from. */
const ownVersion = async (): Promise<string> => {
  const { testData, versions } = await kubernetesPackages();
  const isNewest = versions[0]?.includes(` 0.${kubernetesVersion.split('.')[1]}.`);
  return path.join(testData, isNewest ? 'HEAD' : `v${kubernetesVersion}.0`);
};

describe("every object of Kubernetes' own test data", () => {
  let samples: Sample[] = [];
  beforeAll(async () => {
    samples = (await readSamples(await ownVersion())).filter(isStored);
  });

  const failing = (passes: (sample: Sample) => void): string[] =>
    samples.flatMap((sample) => {
      try {
        passes(sample);
        return [];
      } catch (error) {
        return [`${sample.name}: ${error instanceof Error ? error.message : String(error)}`];
      }
    });

  it('is there', () => {
    expect(samples.length).toBeGreaterThan(180);
  });

  it('decodes to exactly its .json, without a note', () => {
    expect(
      failing(({ decoded, json }) => {
        expect(decoded.object).toStrictEqual(json);
        expect(decoded.notes).toEqual([]);
      }),
    ).toEqual([]);
  });

  it('prints as exactly its .yaml', () => {
    expect(failing(({ json, yaml }) => expect(toYaml(json)).toBe(yaml))).toEqual([]);
  });

  it('is the same object when its YAML is read again', () => {
    expect(
      failing(({ json }) => {
        expect(parse(toYaml(json), { version: '1.1' })).toStrictEqual(json);
        expect(parse(toYaml(json), { version: '1.2' })).toStrictEqual(json);
      }),
    ).toEqual([]);
  });

  it('encodes to the same bytes again', () => {
    expect(
      failing(({ json, stored }) =>
        expect(compareBytes(encodeKubernetesObject(json, kubernetesRegistry()), stored)).toBe(0),
      ),
    ).toEqual([]);
  });
});

// Fields of the same number and another name: nothing in the bytes tells them apart.
const renamedSince = ['certificates.k8s.io.v1beta1.PodCertificateRequest'];

describe('objects of older versions', () => {
  it('decode to their .json, or a note names what this version no longer knows', async () => {
    const { testData } = await kubernetesPackages();
    const versions = (await readdir(testData)).filter((name) => /^v1\.3[345]\./.test(name));
    const wrong: string[] = [];
    for (const version of versions) {
      for (const { name, decoded, json } of await readSamples(path.join(testData, version))) {
        const codes = decoded.notes.map(({ code }) => code);
        const isTold = codes.includes('unknown_field') || codes.includes('unknown_kind');
        const isEqual = JSON.stringify(sorted(decoded.object)) === JSON.stringify(sorted(json));
        if (!isEqual && !isTold && !renamedSince.includes(name) && isStored({ name })) {
          wrong.push(`${version} ${name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
};

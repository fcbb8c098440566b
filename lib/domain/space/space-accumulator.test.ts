import { describe, expect, it } from 'vitest';
import { randomKeys, randomNumbers } from '@/lib/server/keys/testing/random-keys';
import type { SpaceFolder } from '../api/space';
import {
  compareBytes,
  concatBytes,
  startsWithBytes,
  toBase64Url,
  utf8Bytes,
  utf8Text,
} from '../bytes';
import { encodeKubernetesObject } from '../kubernetes/encode-value';
import { kubernetesRegistry } from '../kubernetes/registry';
import { spaceAccumulator } from './space-accumulator';
import { type SpaceEntry, sizeOfEntry } from './space-entry';

const entry = (key: Uint8Array | string, more: Partial<SpaceEntry> = {}): SpaceEntry => ({
  key: typeof key === 'string' ? utf8Bytes(key) : key,
  value: new Uint8Array(),
  modRevision: '2',
  version: '1',
  lease: '0',
  ...more,
});

const analyse = (entries: readonly SpaceEntry[], prefix: Uint8Array | string = '', share = 1) => {
  const accumulator = spaceAccumulator({
    prefix: typeof prefix === 'string' ? utf8Bytes(prefix) : prefix,
    delimiter: '/',
    kubernetesPrefix: '/registry/',
  });
  for (const one of entries.toSorted((left, right) => compareBytes(left.key, right.key))) {
    accumulator.add(one);
  }
  return accumulator.findings(share);
};

const sum = (entries: readonly SpaceEntry[]) => ({
  keys: entries.length,
  bytes: entries.reduce((total, one) => total + sizeOfEntry(one), 0),
});

const below = (entries: readonly SpaceEntry[], folder: string) =>
  entries.filter(({ key }) => startsWithBytes(key, Buffer.from(folder, 'base64url')));

/** Every folder's children, folded and own parts together are no more than itself. */
const expectConsistent = (folders: readonly SpaceFolder[]) => {
  for (const [place, folder] of folders.entries()) {
    const children = folders.filter(({ parent }) => parent === place);
    const keys = children.reduce((total, child) => total + child.keys, folder.folded.keys);
    const bytes = children.reduce((total, child) => total + child.bytes, folder.folded.bytes);
    expect([keys <= folder.keys, bytes <= folder.bytes]).toEqual([true, true]);
    expect(folder.parent ?? -1).toBeLessThan(place);
  }
};

describe('folders', () => {
  it.each([1, 2, 3, 4, 5])('equal naive sums on random keys of any bytes (%s)', (seed) => {
    const random = randomNumbers(seed);
    const alphabet = [0x00, 0x2f, 0x2f, 0x61, 0x62, 0x80, 0xff];
    const keys = randomKeys(random, { count: 900, alphabet, longest: 12 });
    const entries = keys.map((key) =>
      entry(key, { value: new Uint8Array(Math.floor(random() * 2_000)) }),
    );
    const prefix = seed % 2 === 0 ? Uint8Array.of(0x61) : new Uint8Array();
    const within = entries.filter(({ key }) => startsWithBytes(key, prefix));
    const found = analyse(within, prefix);
    expect(found).toMatchObject(sum(within));
    for (const { name, keys: count, bytes } of found.folders) {
      expect({ keys: count, bytes }).toEqual(sum(below(within, name.bytes)));
    }
    expect(new Set(found.folders.map(({ name }) => name.bytes)).size).toBe(found.folders.length);
    expectConsistent(found.folders);
    expect(found.sizes.reduce((total, { keys: inClass }) => total + inClass, 0)).toBe(
      within.length,
    );
  });

  it('keep the largest of many more than are listed, and fold the rest exactly', () => {
    const random = randomNumbers(7);
    const entries = Array.from({ length: 9_000 }, (_, index) =>
      entry(`/${index % 90}/${index}/key`, { value: new Uint8Array(Math.floor(random() * 500)) }),
    );
    const sums = new Map<string, number>();
    for (const one of entries) {
      const segments = utf8Text(one.key)?.split('/').slice(0, -1) ?? [];
      for (const depth of [1, 2, 3]) {
        const name = depth > segments.length ? '' : `${segments.slice(0, depth).join('/')}/`;
        sums.set(name, (sums.get(name) ?? 0) + sizeOfEntry(one));
      }
    }
    sums.set('', sum(entries).bytes);
    const found = analyse(entries);
    expect(found.folders.length).toBe(1_500);
    expectConsistent(found.folders);
    const leaves = entries.map((one) => sizeOfEntry(one)).sort((left, right) => right - left);
    const listed = found.folders.slice(1).filter(({ keys }) => keys === 1);
    expect(listed.map(({ bytes }) => bytes).sort((left, right) => right - left)).toEqual(
      leaves.slice(0, listed.length),
    );
    for (const [place, folder] of found.folders.entries()) {
      const { name, bytes, folded } = folder;
      expect(bytes).toBe(sums.get(name.text));
      const children = found.folders.filter(({ parent }) => parent === place);
      if (children.length + folded.folders > 0) {
        expect(children.reduce((total, child) => total + child.bytes, folded.bytes)).toBe(bytes);
      }
    }
  });

  it('are shortened to a share, with the same totals', () => {
    const entries = Array.from({ length: 4_000 }, (_, index) => entry(`${index}/key`));
    const whole = analyse(entries);
    const short = analyse(entries, '', 0.1);
    expect([whole.folders.length, short.folders.length]).toEqual([1_500, 150]);
    expect(short.folders[0]).toMatchObject(sum(entries));
    expect(short.folders[0]?.folded.keys).toBe(4_000 - 149);
  });

  it('are not told apart further down than six levels or in very long names', () => {
    const deep = analyse([entry('1/2/3/4/5/6/7/8/9')]);
    expect(deep.folders.map(({ label }) => label)).toEqual(['', '1', '2', '3', '4', '5', '6']);
    expect(deep.folders.at(-1)).toMatchObject({ isDeepest: true, keys: 1 });
    const long = analyse([entry(`${'x'.repeat(400)}/a`), entry(`${'y'.repeat(2_000)}`)]);
    expect(long.folders).toHaveLength(1);
    expect(long.largest[0]).toMatchObject({ isCut: true, bytes: 2_000 });
  });

  it('hold a key that is a folder too, empty segments, and no delimiter at all', () => {
    const found = analyse([entry('/a'), entry('/a/'), entry('/a//b'), entry('/a/b'), entry('c')]);
    expect(found.folders.map(({ name, keys }) => [name.text, keys])).toEqual([
      ['', 5],
      ['/', 4],
      ['/a/', 3],
      ['/a//', 1],
    ]);
  });

  it('are one where there are no keys', () => {
    expect(analyse([])).toMatchObject({ keys: 0, bytes: 0, folders: [{ keys: 0 }], kinds: [] });
  });
});

const pod = encodeKubernetesObject(
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
  kubernetesRegistry(),
);
const widget = utf8Bytes('{"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"a"}}');

describe('kinds and namespaces', () => {
  it('come from the layout of the keys and the types of the values', () => {
    const entries = [
      entry('/registry/pods/shop/a', { value: pod }),
      entry('/registry/pods/shop/b', { value: pod }),
      entry('/registry/example.org/widgets/shop/a', { value: widget }),
      entry('/registry/services/specs/default/kubernetes'),
      entry('/registry/minions/node-1'),
      entry('/registry/health'),
      entry('compact_rev_key'),
    ];
    const found = analyse(entries);
    const kinds = found.kinds.map(({ group, resource, keys, versions }) => [
      group,
      resource,
      keys,
      versions.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
    ]);
    expect(new Set(kinds)).toEqual(
      new Set([
        ['', 'pods', 2, ['v1 Pod']],
        ['example.org', 'widgets', 1, ['example.org/v1 Widget']],
        [null, 'services', 1, []],
        [null, 'nodes', 1, []],
      ]),
    );
    expect(found.unrecognised.keys).toBe(2);
    expect(found.namespaces.map(({ name, keys }) => [name, keys])).toEqual([
      ['shop', 3],
      ['default', 1],
    ]);
  });

  it('tells no type among Secrets that a masked value makes up', () => {
    const value = utf8Bytes('{"kind":"c4n4ry","apiVersion":"c4n4ry/v1"}');
    const proper = utf8Bytes('{"kind":"Secret","apiVersion":"v1"}');
    const found = analyse([
      entry('/registry/secrets/shop/a', { value }),
      entry('/registry/secrets/shop/b', { value: proper }),
    ]);
    expect(JSON.stringify(found)).not.toContain('c4n4ry');
    expect(found.kinds[0]?.versions).toEqual([{ apiVersion: 'v1', kind: 'Secret', keys: 1 }]);
  });

  it('are bounded, and what is folded is counted', () => {
    const entries = Array.from({ length: 450 }, (_, index) =>
      entry(`/registry/kind${index}/namespace${index}/a`, { value: new Uint8Array(index) }),
    );
    const secret = entry('/registry/secrets/shop/a');
    const found = analyse([...entries, secret]);
    expect([found.kinds.length, found.foldedKinds.kinds]).toEqual([200, 251]);
    expect(found.kinds.some(({ resource }) => resource === 'secrets')).toBe(true);
    expect([found.namespaces.length, found.foldedNamespaces.namespaces]).toEqual([200, 251]);
    const kindBytes = found.kinds.reduce((total, { bytes }) => total + bytes, 0);
    expect(kindBytes + found.foldedKinds.bytes).toBe(found.bytes);
  });
});

describe('encryption', () => {
  const encrypted = (header: string, tail: Uint8Array = Uint8Array.of(1, 2)) =>
    concatBytes(utf8Bytes(header), tail);

  it('is counted by provider and key, the one written with last first', () => {
    const kms = encrypted('k8s:enc:kms:v2:vault:', Uint8Array.of(0x0a, 1, 9, 0x12, 2, 0x6b, 0x31));
    const values: [Uint8Array, string][] = [
      [encrypted('k8s:enc:aescbc:v1:key1:'), '9'],
      [encrypted('k8s:enc:aescbc:v1:key2:'), '10'],
      [encrypted('k8s:enc:aescbc:v1:key1:'), '8'],
      [kms, '5'],
      [utf8Bytes('k8s\0plain'), '7'],
    ];
    const entries = values.map(([value, modRevision], index) =>
      entry(`/registry/secrets/shop/${index}`, { value, modRevision }),
    );
    const [secrets] = analyse(entries).kinds;
    expect(secrets?.encryption).toEqual({
      encrypted: 4,
      plaintext: 1,
      newestPlaintextRevision: '7',
      keys: [
        { provider: 'aescbc', keyName: 'key2', keyId: null, keys: 1, newestRevision: '10' },
        { provider: 'aescbc', keyName: 'key1', keyId: null, keys: 2, newestRevision: '9' },
        { provider: 'kms v2', keyName: 'vault', keyId: 'k1', keys: 1, newestRevision: '5' },
      ],
    });
  });
});

describe('keys', () => {
  it('are ranked by size and by version, of equal ones the first', () => {
    const entries = Array.from({ length: 1_000 }, (_, index) =>
      entry(`k${String(index).padStart(4, '0')}`, {
        value: new Uint8Array(index % 500),
        version: String((index * 7) % 600),
        lease: index < 3 ? '5' : '0',
      }),
    );
    const found = analyse(entries);
    const bySize = entries.toSorted((left, right) => sizeOfEntry(right) - sizeOfEntry(left));
    const byVersion = entries.toSorted(
      (left, right) => Number(right.version) - Number(left.version),
    );
    const names = (list: readonly SpaceEntry[]) =>
      list.slice(0, 100).map(({ key }) => toBase64Url(key));
    expect(found.largest.map(({ name }) => name.bytes)).toEqual(names(bySize));
    expect(found.mostRewritten.map(({ name }) => name.bytes)).toEqual(names(byVersion));
    expect(found.leased.keys).toBe(3);
  });

  it('written once are not rewritten ones', () => {
    expect(analyse([entry('a')]).mostRewritten).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { toBase64Url, utf8Bytes } from '../bytes';
import { ChildChanges, type KeyChange } from './child-changes';

type Told = { key: string | Uint8Array; at: number; created?: boolean; lease?: string };

const stored = ({ key, at, created = false, lease = '0' }: Told): KeyChange['stored'] => ({
  key: typeof key === 'string' ? utf8Bytes(key) : key,
  createRevision: created ? String(at) : '1',
  modRevision: String(at),
  version: created ? '1' : '2',
  lease,
});
const put = (told: Told): KeyChange => ({ kind: 'put', stored: stored(told) });
const remove = (key: string, at: number): KeyChange => ({
  kind: 'delete',
  stored: { ...stored({ key, at }), version: '0' },
});

const gather = (prefix: string | Uint8Array, changes: readonly KeyChange[], delimiter = '/') => {
  const bytes = typeof prefix === 'string' ? utf8Bytes(prefix) : prefix;
  const gathered = new ChildChanges({ prefix: bytes, delimiter: utf8Bytes(delimiter) });
  for (const change of changes) {
    gathered.add(change);
  }
  return gathered.take();
};

const name = (text: string): string => toBase64Url(utf8Bytes(text));

describe('ChildChanges', () => {
  it('adds up what happened below each folder', () => {
    const changes = [
      put({ key: 'a/b/x', at: 5, created: true }),
      put({ key: 'a/b/y', at: 6 }),
      remove('a/b/x', 7),
      put({ key: 'a/c/', at: 7, created: true }),
    ];
    expect(gather('a/', changes)).toEqual([
      {
        kind: 'folder',
        name: name('a/b/'),
        ...{ puts: 2, deletes: 1, created: 1, modRevision: '7', version: null, lease: null },
      },
      {
        kind: 'folder',
        name: name('a/c/'),
        ...{ puts: 1, deletes: 0, created: 1, modRevision: '7', version: null, lease: null },
      },
    ]);
  });

  it('tells a key as it is after its last change, a folder of the same name apart', () => {
    const changes = [
      put({ key: 'a', at: 4, created: true, lease: '255' }),
      put({ key: 'a/', at: 5 }),
      put({ key: 'b', at: 6, created: true }),
      remove('b', 8),
    ];
    const zero = { puts: 1, deletes: 0, created: 0, version: null, lease: null };
    expect(gather('', changes)).toEqual([
      {
        ...zero,
        kind: 'key',
        name: name('a'),
        created: 1,
        modRevision: '4',
        version: '1',
        lease: 'ff',
      },
      { ...zero, kind: 'folder', name: name('a/'), modRevision: '5' },
      { ...zero, kind: 'key', name: name('b'), created: 1, deletes: 1, modRevision: '8' },
    ]);
  });

  it.each<[string, string | Uint8Array, string | Uint8Array, string, string, Uint8Array]>([
    ['a key as its own prefix', 'a/b', 'a/b', '/', 'key', utf8Bytes('a/b')],
    ['an empty segment', 'a/', 'a//b', '/', 'folder', utf8Bytes('a//')],
    ['no delimiter', 'a', 'a/b', '', 'key', utf8Bytes('a/b')],
    [
      'bytes that are no text',
      Uint8Array.of(0, 0xff),
      Uint8Array.of(0, 0xff, 0xc3, 0x2f, 0),
      '/',
      'folder',
      Uint8Array.of(0, 0xff, 0xc3, 0x2f),
    ],
  ])('%s', (_, prefix, key, delimiter, kind, child) => {
    const [told] = gather(prefix, [put({ key, at: 3 })], delimiter) ?? [];
    expect(told).toMatchObject({ kind, name: toBase64Url(child) });
  });

  it('gives up where too many children changed, and starts afresh', () => {
    const gathered = new ChildChanges({ prefix: utf8Bytes(''), delimiter: utf8Bytes('/') }, 2);
    for (const key of ['a', 'b', 'c', 'd']) {
      gathered.add(put({ key, at: 3 }));
    }
    expect(gathered.isEmpty).toBe(false);
    expect(gathered.take()).toBeUndefined();
    expect(gathered.isEmpty).toBe(true);
    gathered.add(put({ key: 'e', at: 4 }));
    expect(gathered.take()).toHaveLength(1);
  });
});

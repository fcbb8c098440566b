import { describe, expect, it } from 'vitest';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { pathEntries } from './path-entries';
import { treeCommand, typeAhead } from './tree-keyboard';
import { flattenTree, type LoadedFolder, type TreeRow } from './tree-rows';

const id = (text: string): string => toBase64Url(utf8Bytes(text));

const entry = (kind: 'key' | 'folder', name: string): FolderEntry => ({
  kind,
  name: { bytes: id(name), text: name },
  label: name.split('/').findLast((part) => part !== '') ?? '',
  count: null,
  modRevision: null,
  version: null,
  lease: null,
  masked: false,
});

const folder = (entries: FolderEntry[], more: Partial<LoadedFolder> = {}): LoadedFolder => ({
  delimiter: '/',
  entries,
  next: null,
  total: '0',
  revision: '1',
  answeredBy: 'm1',
  elapsedMilliseconds: 1,
  state: 'ready',
  restarted: false,
  ...more,
});

const shown = (row: TreeRow): string =>
  `${'  '.repeat(row.depth - 1)}${row.type === 'entry' ? row.entry.name.text : row.type}`;

const folders = new Map([
  ['', folder([entry('folder', 'a/'), entry('key', 'b'), entry('folder', 'c/')])],
  [id('a/'), folder([entry('key', 'a/x'), entry('key', 'a/y')], { next: 'cursor' })],
  [id('c/'), folder([])],
]);

const rowsOf = (expanded: string[], onTheWay = new Map<string, FolderEntry>()) =>
  flattenTree({ root: '', folders, expanded: new Set(expanded.map(id)), onTheWay });

describe('flattenTree', () => {
  it('shows a folder that is still to be read as loading', () => {
    const tree = { root: '', folders: new Map(), expanded: new Set<string>(), onTheWay: new Map() };
    expect(flattenTree(tree).map(shown)).toEqual(['loading']);
  });

  it('shows open folders with what is left to load, and empty ones as such', () => {
    const expected = ['a/', '  a/x', '  a/y', '  more', 'b', 'c/', '  empty'];
    expect(rowsOf(['a/', 'c/']).map(shown)).toEqual(expected);
  });

  it('shows what a link points to before its page is loaded, once', () => {
    const way = (name: string) => new Map([[id('a/'), entry('key', name)]]);
    expect(rowsOf(['a/'], way('a/z')).map(shown)).toContain('  a/z');
    expect(rowsOf(['a/'], way('a/y')).filter((row) => shown(row) === '  a/y')).toHaveLength(1);
  });
});

describe('pathEntries', () => {
  it('names every folder on the way', () => {
    const way = pathEntries({ kind: 'key', name: utf8Bytes('/a//b') }, '/');
    expect([...way.values()].map(({ name }) => name.text)).toEqual(['/', '/a/', '/a//', '/a//b']);
    const parents = [...way.keys()].map((parent) => Buffer.from(parent, 'base64url').toString());
    expect(parents).toEqual(['', '/', '/a/', '/a//']);
  });

  it('keeps bytes that are not text', () => {
    const name = Uint8Array.of(0xff, 0x2f, 0x00);
    const last = [...pathEntries({ kind: 'key', name }, '/').values()].at(-1);
    expect(last?.name).toEqual({ bytes: toBase64Url(name), text: readableBytes(name) });
  });
});

describe('treeCommand', () => {
  const rows = rowsOf(['a/']);
  it.each([
    ['ArrowDown', 0, { type: 'focus', index: 1 }],
    ['ArrowUp', 0, undefined],
    ['End', 0, { type: 'focus', index: 5 }],
    ['Home', 4, { type: 'focus', index: 0 }],
    ['ArrowRight', 0, { type: 'focus', index: 1 }],
    ['ArrowRight', 5, { type: 'expand', index: 5 }],
    ['ArrowRight', 4, undefined],
    ['ArrowLeft', 0, { type: 'collapse', index: 0 }],
    ['ArrowLeft', 2, { type: 'focus', index: 0 }],
    ['ArrowLeft', 5, undefined],
    ['Enter', 3, { type: 'activate', index: 3 }],
    ['q', 0, undefined],
  ])('%s on row %i', (key, index, expected) => {
    expect(treeCommand(key, rows, index)).toEqual(expected);
  });

  it('finds the next row by its first letters', () => {
    expect(typeAhead('x', rows, 0)).toBe(1);
    expect(typeAhead('a', rows, 0)).toBe(0);
    expect(typeAhead('c', rows, 2)).toBe(5);
    expect(typeAhead('zz', rows, 2)).toBe(2);
  });
});

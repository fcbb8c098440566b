import { describe, expect, it } from 'vitest';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { ancestorsOf, pathEntries } from './path-entries';
import { treeCommand, typeAhead } from './tree-keyboard';
import { layoutTree, type TreeLayout } from './tree-layout';
import { type Level, newLevel } from './tree-level';
import { entryId, type TreeRow } from './tree-rows';

const id = (text: string): string => toBase64Url(utf8Bytes(text));

const entry = (kind: 'key' | 'folder', name: string): FolderEntry => ({
  kind,
  name: { bytes: id(name), text: name },
  label: name.split('/').findLast((part) => part !== '') ?? '',
  count: null,
  countedAt: null,
  modRevision: null,
  version: null,
  lease: null,
  masked: false,
  locked: false,
});

const level = (entries: FolderEntry[], more: Partial<Level> = {}): Level => ({
  ...newLevel(),
  entries,
  state: 'ready',
  ...more,
});

const shown = (row: TreeRow | undefined): string =>
  row === undefined
    ? 'nothing'
    : `${'  '.repeat(row.depth - 1)}${row.type === 'entry' ? row.entry.name.text : row.type}`;

const listed = (layout: TreeLayout): string[] =>
  Array.from({ length: layout.count }, (_, index) => shown(layout.rowAt(index)));

const levels = new Map([
  ['', level([entry('folder', 'a/'), entry('key', 'b'), entry('folder', 'c/')])],
  [id('a/'), level([entry('key', 'a/x'), entry('key', 'a/y')], { next: 'cursor' })],
  [id('c/'), level([])],
]);

const layoutOf = (
  expanded: string[],
  onTheWay = new Map<string, FolderEntry>(),
  of: ReadonlyMap<string, Level> = levels,
) => layoutTree({ delimiter: '/', levels: of, expanded: new Set(expanded.map(id)), onTheWay });

describe('layoutTree', () => {
  it('shows a folder that is still to be read as loading', () => {
    expect(listed(layoutOf([], new Map(), new Map()))).toEqual(['loading']);
  });

  it('shows open folders with what is left to load, and empty ones as such', () => {
    const expected = ['a/', '  a/x', '  a/y', '  more', 'b', 'c/', '  empty'];
    expect(listed(layoutOf(['a/', 'c/']))).toEqual(expected);
  });

  it('shows what a link points to before its page is loaded, once, at the end it lies beyond', () => {
    const way = (name: string) => new Map([[id('a/'), entry('key', name)]]);
    expect(listed(layoutOf(['a/'], way('a/z')))).toContain('  a/z');
    const rows = listed(layoutOf(['a/'], way('a/y')));
    expect(rows.filter((row) => row === '  a/y')).toHaveLength(1);
    const later = new Map(levels).set(
      id('a/'),
      level([entry('key', 'a/x')], { previous: 'cursor' }),
    );
    expect(listed(layoutOf(['a/'], way('a/b'), later)).slice(0, 4)).toEqual([
      'a/',
      '  earlier',
      '  a/b',
      '  a/x',
    ]);
  });

  it('finds every row again by its id, wherever it stands', () => {
    const layout = layoutOf(['a/', 'c/']);
    for (let index = 0; index < layout.count; index += 1) {
      expect(layout.indexOf(layout.rowAt(index)?.id)).toBe(index);
    }
    expect(layout.indexOf(entryId(entry('key', 'a/nothing')))).toBe(-1);
    expect(layout.indexOf(undefined)).toBe(-1);
    expect(layout.rowAt(layout.count)).toBeUndefined();
    expect(layout.rowAt(-1)).toBeUndefined();
  });

  it('keeps a hundred thousand rows around an open folder in their places', () => {
    const names = Array.from(
      { length: 100_000 },
      (_, index) => `k${String(index).padStart(6, '0')}`,
    );
    const entries = names.map((name) => entry('key', name));
    entries.splice(50_000, 0, entry('folder', 'k049999x/'));
    const many = new Map([
      ['', level(entries)],
      [id('k049999x/'), level([entry('key', 'k049999x/in')])],
    ]);
    const layout = layoutOf(['k049999x/'], new Map(), many);
    expect(layout.count).toBe(100_002);
    expect([49_999, 50_000, 50_001, 50_002].map((at) => shown(layout.rowAt(at)))).toEqual([
      'k049999',
      'k049999x/',
      '  k049999x/in',
      'k050000',
    ]);
    expect(layout.indexOf(`key:${id('k099999')}`)).toBe(100_001);
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

  it.each([
    ['folder', 'a/b/', ['', 'a/']],
    ['key', 'a/b', ['', 'a/']],
    ['key', 'a/b/', ['', 'a/', 'a/b/']],
    ['folder', 'a/', ['']],
    ['key', '', []],
  ] as const)('the %s %s stands in %j', (kind, name, expected) => {
    expect(ancestorsOf(kind, id(name), '/')).toEqual(expected.map(id));
  });
});

describe('treeCommand', () => {
  const rows = layoutOf(['a/']);
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
    [' ', 4, { type: 'activate', index: 4 }],
    ['q', 0, undefined],
  ])('%s on row %i', (key, index, expected) => {
    expect(treeCommand(key, rows, index)).toEqual(expected);
  });

  it.each([
    [' ', false, 1, { type: 'check', index: 1 }],
    [' ', true, 1, { type: 'check-to', index: 1 }],
    [' ', false, 3, { type: 'activate', index: 3 }],
    ['ArrowDown', true, 1, { type: 'extend', index: 2 }],
    ['ArrowUp', true, 0, undefined],
    ['End', true, 0, { type: 'focus', index: 5 }],
  ])('%s with shift %s on row %i where rows can be checked', (key, isShift, index, expected) => {
    expect(treeCommand(key, rows, index, { isShift, canCheck: true })).toEqual(expected);
  });

  it('finds the next row by its first letters', () => {
    expect(typeAhead('x', rows, 0)).toBe(1);
    expect(typeAhead('a', rows, 0)).toBe(0);
    expect(typeAhead('c', rows, 2)).toBe(5);
    expect(typeAhead('zz', rows, 2)).toBe(2);
  });
});

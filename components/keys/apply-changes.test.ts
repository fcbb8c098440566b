import { describe, expect, it } from 'vitest';
import type { ChildChange, KeysEvent } from '@/lib/domain/api/key-events';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { applyChanges } from './apply-changes';
import { entryOfName } from './path-entries';
import { type Level, newLevel } from './tree-level';

const prefix = utf8Bytes('/r/');
const delimiter = utf8Bytes('/');
const now = new Date('2026-01-01T00:00:00Z');

const child = (kind: 'key' | 'folder', name: string, more: Partial<FolderEntry> = {}) => ({
  ...entryOfName({ kind, name: utf8Bytes(name) }, prefix, delimiter),
  ...more,
});

const level = (more: Partial<Level> = {}): Level => ({
  ...newLevel(),
  state: 'ready',
  revision: '100',
  total: '12',
  totalKind: 'exact',
  entries: [child('folder', '/r/b/', { count: '10' }), child('key', '/r/d'), child('key', '/r/f')],
  ...more,
});

const change = (
  kind: 'key' | 'folder',
  name: string,
  more: Partial<ChildChange> = {},
): ChildChange => ({
  kind,
  name: toBase64Url(utf8Bytes(name)),
  puts: 1,
  deletes: 0,
  created: 0,
  modRevision: '105',
  version: kind === 'key' ? '2' : null,
  lease: null,
  ...more,
});

const event = (children: ChildChange[], from = '100', to = '110'): KeysEvent => ({
  type: 'keys',
  cluster: 'demo',
  prefix: toBase64Url(prefix),
  from,
  to,
  children,
});

const shown = ({ level: { entries } }: { level: Level }) =>
  entries.map(({ name, count }) => (count === null ? name.text : `${name.text} ${count}`));

const applied = (of: Level, children: ChildChange[], from?: string) =>
  applyChanges(of, prefix, event(children, from), now);

describe('applyChanges', () => {
  it('moves counts, the total and the revision', () => {
    const result = applied(level(), [change('folder', '/r/b/', { created: 3, deletes: 1 })]);
    expect(shown(result)).toEqual(['/r/b/ 12', '/r/d', '/r/f']);
    expect(result.level).toMatchObject({ total: '14', revision: '110', readAt: now.toISOString() });
    expect([...result.level.changed.keys()]).toEqual([toBase64Url(utf8Bytes('/r/b/'))]);
  });

  it('puts new children in their places and takes removed ones away', () => {
    const result = applied(level(), [
      change('key', '/r/e', { created: 1, version: '1', lease: '7f' }),
      change('folder', '/r/a/', { created: 2 }),
      change('key', '/r/f', { puts: 0, deletes: 1, version: null }),
      change('folder', '/r/b/', { puts: 0, deletes: 10 }),
    ]);
    expect(shown(result)).toEqual(['/r/a/ 2', '/r/d', '/r/e']);
    expect(result.level.entries[2]).toMatchObject({ label: 'e', lease: '7f', version: '1' });
    expect(result.level.total).toBe('4');
  });

  it('is the same for a key that was made and deleted again in one batch', () => {
    const result = applied(level(), [
      change('key', '/r/e', { created: 1, deletes: 1, version: null }),
    ]);
    expect(shown(result)).toEqual(shown({ level: level() }));
    expect(result.level.total).toBe('12');
  });

  it('only counts what happens beyond the rows that are loaded', () => {
    const part = level({ previous: 'p', next: 'n', before: '4' });
    const result = applied(part, [
      change('key', '/r/a', { created: 1, version: '1' }),
      change('key', '/r/z', { created: 1, version: '1' }),
    ]);
    expect(shown(result)).toEqual(shown({ level: part }));
    expect(result.level).toMatchObject({ total: '14', before: '5' });
  });

  it('leaves new children out that a filter would', () => {
    const part = level({ view: { filter: 'd' } });
    const result = applied(part, [
      change('key', '/r/e', { created: 1, version: '1' }),
      change('key', '/r/dd', { created: 1, version: '1' }),
    ]);
    expect(shown(result)).toEqual(['/r/b/ 10', '/r/d', '/r/dd', '/r/f']);
  });

  it('counts keys that a filter leaves out only where they come or go', () => {
    const part = level({ view: { filter: 'd' } });
    const changed = change('key', '/r/e');
    expect(applied(part, [changed]).level.total).toBe('12');
    const removed = change('key', '/r/e', { puts: 0, deletes: 1, version: null });
    expect(applied(part, [removed]).level.total).toBe('11');
    const overlapping = level({ view: { filter: 'd' }, revision: '104' });
    expect(applied(overlapping, [changed], '100').isAmbiguous).toBe(true);
  });

  it('knows keys whole even where the batch overlaps the rows', () => {
    const of = level({ revision: '104' });
    const known = change('key', '/r/d', { modRevision: '103', version: null });
    const result = applied(of, [known, change('key', '/r/e', { created: 1, version: '1' })], '100');
    expect(result.isAmbiguous).toBe(false);
    expect(shown(result)).toEqual(['/r/b/ 10', '/r/d', '/r/e', '/r/f']);
    expect(result.level.total).toBe('13');
  });

  it.each([
    ['a folder in a batch that overlaps', '104', change('folder', '/r/b/', { created: 1 })],
    ['a count below nothing', '100', change('folder', '/r/b/', { deletes: 11 })],
  ])('asks to read anew: %s', (_, revision, one) => {
    expect(applied(level({ revision }), [one], '100').isAmbiguous).toBe(true);
  });

  it('masks what is new where its siblings are masked', () => {
    const of = level({ entries: [child('key', '/r/d', { masked: true })] });
    const result = applied(of, [change('key', '/r/e', { created: 1, version: '1' })]);
    expect(result.level.entries.map(({ masked }) => masked)).toEqual([true, true]);
  });

  it('keeps a folder whose count was old, though the difference would empty it', () => {
    const old = child('folder', '/r/b/', { count: '1', countedAt: now.toISOString() });
    const result = applied(level({ entries: [old] }), [change('folder', '/r/b/', { deletes: 3 })]);
    expect(shown(result)).toEqual(['/r/b/ 1']);
  });
});

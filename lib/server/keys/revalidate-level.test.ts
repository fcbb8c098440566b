import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableBytes, utf8Bytes } from '@/lib/domain/bytes';
import type { Level } from './level-child';
import { type Children, type PagePlace, readChildren } from './read-children';
import { expectedRows, rowsOf } from './testing/expected-level';
import { levelSourcesOf } from './testing/level-sources';
import { memoryKeySource } from './testing/memory-key-source';

const slash = utf8Bytes('/');

const text = (names: readonly string[]): Uint8Array[] => names.map(utf8Bytes);

const open = (
  source: ReturnType<typeof memoryKeySource>['source'],
  level: Level,
  limit = 200,
  place: PagePlace = { kind: 'from', position: level.prefix },
): Promise<Children> => readChildren(levelSourcesOf(source, level), { ...level, limit, place });

const keyArbitrary = fc
  .array(fc.constantFrom(0x00, 0x2f, 0x2f, 0x61, 0x62, 0x80, 0xff), { minLength: 1, maxLength: 7 })
  .map((bytes) => Uint8Array.from(bytes));

const keysArbitrary = fc.uniqueArray(keyArbitrary, {
  maxLength: 250,
  selector: readableBytes,
});

describe('a folder that was opened before', () => {
  it('has the children and counts of a full read, whatever was added and removed', async () => {
    await fc.assert(
      fc.asyncProperty(
        keysArbitrary,
        fc.array(fc.tuple(keysArbitrary, keysArbitrary), { maxLength: 3 }),
        fc.constantFrom('/', 'a', '//', ''),
        fc.constantFrom('', '/', 'a', 'a/', '//'),
        fc.integer({ min: 1, max: 60 }),
        async (first, changes, delimiter, prefix, limit) => {
          const level = { prefix: utf8Bytes(prefix), delimiter: utf8Bytes(delimiter) };
          const { source, change } = memoryKeySource(first);
          let keys = first;
          for (const [added, removed] of [[[], []] as const, ...changes]) {
            const gone = new Set(removed.map(readableBytes));
            const there = new Set(keys.map(readableBytes));
            const fresh = added.filter((key) => !there.has(readableBytes(key)));
            change(fresh, removed);
            keys = [...keys, ...fresh].filter((key) => !gone.has(readableBytes(key)));
            const expected = expectedRows(keys, level);
            const page = await open(source, level, limit);
            expect(rowsOf(page.children)).toEqual(expected.slice(0, limit));
            expect(page.next === undefined).toBe(expected.length <= limit);
            expect(page.children.every(({ countedAt }) => countedAt === undefined)).toBe(true);
            const last = await open(source, level, limit, { kind: 'last' });
            expect(rowsOf(last.children)).toEqual(expected.slice(-limit));
          }
        },
      ),
      { numRuns: 80 },
    );
  }, 60_000);

  it.each([
    ['before the first', ['/a'], []],
    ['after the last', ['/zz/x'], []],
    ['between', ['/ca', '/ca/x'], []],
    ['a folder beside its key', ['/c/y', '/b/'], []],
    ['the first is gone', [], ['/b']],
    ['the last is gone', [], ['/z/1']],
    ['the only key of a folder is gone', [], ['/c/1']],
    ['all are gone', [], ['/b', '/c/1', '/d/1', '/d/2', '/z/1']],
    ['all are others', ['/e/1'], ['/b', '/c/1', '/d/1', '/d/2', '/z/1']],
  ])('finds what changed: %s', async (_name, added, removed) => {
    const before = ['/b', '/c/1', '/d/1', '/d/2', '/z/1'];
    const level = { prefix: slash, delimiter: slash };
    const { source, change } = memoryKeySource(text(before));
    await open(source, level);
    change(text(added), text(removed));
    const after = text([...before, ...added].filter((name) => !removed.includes(name)));
    expect(rowsOf((await open(source, level)).children)).toEqual(expectedRows(after, level));
  });

  it('fills its page again after removals, and gives what is too much to the next', async () => {
    const level = { prefix: utf8Bytes('f/'), delimiter: slash };
    const numbers = Array.from({ length: 300 }, (_, index) => `f/${1_000 + index}`);
    const { source, change } = memoryKeySource(text(numbers));
    await open(source, level, 100);
    change([], text(numbers.slice(0, 150)));
    const page = await open(source, level, 100);
    expect(rowsOf(page.children)).toEqual(expectedRows(text(numbers.slice(150, 250)), level));
    change(text(numbers.slice(100, 150)), []);
    const again = await open(source, level, 100);
    expect(rowsOf(again.children)).toEqual(expectedRows(text(numbers.slice(100, 200)), level));
    expect(again.next).toEqual(utf8Bytes('f/1200'));
  });
});

describe('the cost of opening a folder again', () => {
  const large = Array.from({ length: 30_000 }, (_, index) => `/r/events/ns/${index}.${index % 7}`);
  const small = Array.from({ length: 57 * 400 }, (_, index) => `/r/kind-${index % 57}/ns/${index}`);
  const level = { prefix: utf8Bytes('/r/'), delimiter: slash };

  it('walks at most 20,000 keys and one a folder, and says which counts are old', async () => {
    const { source, cost, change } = memoryKeySource(text([...large, ...small]));
    await open(source, level);
    change(text(['/r/events/ns/new', '/r/kind-1/ns/new']), []);
    Object.assign(cost, { walked: 0, longestWalk: 0, transactions: 0 });
    const { children } = await open(source, level);
    expect(cost.longestWalk).toBeLessThanOrEqual(20_000);
    expect(cost.walked).toBeLessThanOrEqual(20_000 + 2 * children.length);
    expect(cost.transactions).toBeLessThanOrEqual(2);
    const events = children.find(({ sample }) => readableBytes(sample ?? slash).includes('events'));
    expect(events).toMatchObject({ count: 30_000n, countedAt: expect.any(String) });
    const exact = children.filter(({ countedAt }) => countedAt === undefined);
    expect(exact.length).toBeGreaterThan(40);
    expect(exact.map(({ count }) => count)).toContain(401n);
  });

  it('finds another key of a large folder whose known key is gone in small steps', async () => {
    const { source, cost, change } = memoryKeySource(text(large));
    await open(source, level);
    change([], text(large.slice(0, 20_000)));
    Object.assign(cost, { walked: 0, longestWalk: 0 });
    const { children } = await open(source, level);
    expect(rowsOf(children)).toEqual([['folder /r/events/', 30_000n]]);
    expect(cost.longestWalk).toBeLessThanOrEqual(20_000);
    change([], text(large));
    expect((await open(source, level)).children).toEqual([]);
  });

  it('counts anew what it is asked to', async () => {
    const { source, change } = memoryKeySource(text(large));
    await open(source, level);
    change([], text(large.slice(0, 100)));
    const place = { kind: 'from' as const, position: level.prefix };
    const request = { ...level, limit: 200, place, recount: true };
    const page = await readChildren(levelSourcesOf(source, level), request);
    expect(page.total).toEqual({ count: 29_900n, kind: 'exact' });
    expect(page.children[0]?.countedAt).toBeUndefined();
  });

  it('reads a page of a large flat folder again for little more than its rows', async () => {
    const flat = Array.from({ length: 60_000 }, (_, index) => `flat:${(index * 7919) % 60_000}`);
    const flatLevel = { prefix: utf8Bytes('flat:'), delimiter: utf8Bytes('') };
    const { source, cost } = memoryKeySource(text(flat));
    for (const place of [
      { kind: 'from', position: flatLevel.prefix } as const,
      { kind: 'from', position: utf8Bytes('flat:31') } as const,
      { kind: 'last' } as const,
    ]) {
      const first = await open(source, flatLevel, 200, place);
      Object.assign(cost, { walked: 0, transactions: 0 });
      const again = await open(source, flatLevel, 200, place);
      expect(rowsOf(again.children)).toEqual(rowsOf(first.children));
      expect(again.total).toEqual({ count: 60_000n, kind: 'exact' });
      expect(cost.walked).toBeLessThan(1_000);
    }
  });
});

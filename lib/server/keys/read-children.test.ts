import { describe, expect, it } from 'vitest';
import { compareBytes, readableBytes, startsWithBytes, utf8Bytes } from '@/lib/domain/bytes';
import { type Children, type ChildrenRequest, type PagePlace, readChildren } from './read-children';
import { levelSourcesOf } from './testing/level-sources';
import { memoryKeySource } from './testing/memory-key-source';
import { childrenByFullRead, randomKeys, randomNumbers } from './testing/random-keys';

type Level = { prefix: Uint8Array; delimiter: Uint8Array; limit: number };

const from = (level: Level, position = level.prefix): ChildrenRequest => ({
  ...level,
  place: { kind: 'from', position },
});

const readLevel = async (keys: readonly Uint8Array[], level: Level) => {
  const sources = levelSourcesOf(memoryKeySource(keys).source, level);
  const pages: Children[] = [];
  let position: Uint8Array | undefined = level.prefix;
  do {
    const page: Children = await readChildren(sources, from(level, position));
    pages.push(page);
    position = page.next;
  } while (position !== undefined);
  return pages;
};

const named = (pages: Children[]) =>
  pages
    .flatMap(({ children }) => children)
    .map(({ kind, name, count }) => [`${kind} ${readableBytes(name)}`, count ?? 1n] as const);

const everyByte = Array.from({ length: 256 }, (_, index) => index);

describe('readChildren', () => {
  const shapes = [
    { alphabet: [0x2f, 0x61, 0x62, 0x2d], longest: 7, delimiter: '/' },
    { alphabet: [0x2f, 0x61, 0xff, 0x00], longest: 6, delimiter: '/' },
    { alphabet: [0x61, 0x62, 0x3a], longest: 9, delimiter: '::' },
    { alphabet: [0x61, 0x62, 0x63], longest: 8, delimiter: '' },
    { alphabet: [0x61, 0x00, 0xff], longest: 6, delimiter: '\0' },
    { alphabet: everyByte, longest: 3, delimiter: '/' },
    { alphabet: [0x2f], longest: 60, delimiter: '/' },
  ];

  it.each(shapes)(
    'equals a full read at every level ($delimiter, $longest)',
    async (shape) => {
      const delimiter = utf8Bytes(shape.delimiter);
      for (let seed = 1; seed <= 6; seed += 1) {
        const random = randomNumbers(seed);
        const keys = randomKeys(random, { ...shape, count: 1 + Math.floor(random() * 700) });
        const levels: Uint8Array[] = [new Uint8Array()];
        for (const prefix of levels.values()) {
          const within = keys.filter((key) => startsWithBytes(key, prefix)).sort(compareBytes);
          const expected = childrenByFullRead(within, prefix, delimiter);
          const limit = [1, 3, 20, 200][seed % 4] ?? 20;
          const pages = await readLevel(keys, { prefix, delimiter, limit });
          expect(new Map(named(pages))).toEqual(expected);
          expect(named(pages)).toHaveLength(expected.size);
          expect(pages.every(({ total }) => total.count === BigInt(within.length))).toBe(true);
          const folders = pages.flatMap(({ children }) => children).filter(isFolder);
          if (levels.length < 60) {
            levels.push(...folders.slice(0, 8).map(({ name }) => name));
          }
        }
      }
    },
    60_000,
  );

  it('tells a key from the folder of the same name, and a key that ends in the delimiter', async () => {
    const keys = ['/a', '/a/', '/a//', '/a/b', '/a/b/c', '/a-b'].map(utf8Bytes);
    const delimiter = utf8Bytes('/');
    const top = await readLevel(keys, { prefix: utf8Bytes('/'), delimiter, limit: 50 });
    expect(named(top)).toEqual([
      ['key /a', 1n],
      ['key /a-b', 1n],
      ['folder /a/', 4n],
    ]);
    const inside = await readLevel(keys, { prefix: utf8Bytes('/a/'), delimiter, limit: 50 });
    expect(named(inside)).toEqual([
      ['key /a/', 1n],
      ['folder /a//', 1n],
      ['key /a/b', 1n],
      ['folder /a/b/', 1n],
    ]);
  });

  it('reads names far longer than a window is deep', async () => {
    const long = 'x'.repeat(2_000);
    const keys = Array.from({ length: 60 }, (_, index) => utf8Bytes(`/${long}${index}/leaf`));
    const pages = await readLevel(keys, {
      prefix: utf8Bytes('/'),
      delimiter: utf8Bytes('/'),
      limit: 7,
    });
    expect(named(pages)).toHaveLength(60);
  });

  it('reads 40 levels, one folder each', async () => {
    const key = utf8Bytes(`${'deep/'.repeat(40)}leaf`);
    for (let level = 0; level < 40; level += 1) {
      const prefix = utf8Bytes('deep/'.repeat(level));
      const [page] = await readLevel([key], { prefix, delimiter: utf8Bytes('/'), limit: 5 });
      expect(page?.children.map(({ kind }) => kind)).toEqual(['folder']);
    }
  });
});

describe('cost of readChildren', () => {
  const delimiter = utf8Bytes('/');

  it('finds 58 folders among 60,000 keys walking at most 5 N entries', async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) =>
      utf8Bytes(`/registry/${names[index % 58]}/ns-${index % 97}/object-${index}`),
    );
    const { source, cost } = memoryKeySource(keys);
    const level = { prefix: utf8Bytes('/registry/'), delimiter, limit: 200 };
    const { children } = await readChildren(levelSourcesOf(source, level), from(level));
    expect(children).toHaveLength(58);
    expect(cost.walked).toBeLessThanOrEqual(5 * keys.length);
    expect(cost.returned).toBeLessThan(8_000);
    // Several Txns run side by side, so there are more of them than there are rounds.
    expect(cost.transactions).toBeLessThan(150);
  });

  it('continues in a flat folder of 60,000 keys without walking to its end', async () => {
    const keys = Array.from({ length: 60_000 }, (_, index) =>
      utf8Bytes(`/flat/${String(index).padStart(6, '0')}`),
    );
    const { source, cost } = memoryKeySource(keys);
    const prefix = utf8Bytes('/flat/');
    const position = utf8Bytes('/flat/012345');
    const level = { prefix, delimiter, limit: 200 };
    const sources = levelSourcesOf(source, level);
    sources.cache.storeTotal(level, { count: 60_000n, revision: 7n, countedAt: 'then' });
    const { children, next } = await readChildren(sources, from(level, position));
    expect(children).toHaveLength(200);
    expect(next).toEqual(utf8Bytes('/flat/012545'));
    expect(cost.walked).toBeLessThan(10_000);
  });

  const place = (kind: 'first' | 'jump' | 'last'): PagePlace => {
    if (kind === 'last') {
      return { kind };
    }
    const position = utf8Bytes(kind === 'jump' ? 'flat:7fffff' : 'flat:');
    return { kind: 'from', position };
  };

  it.each([
    ['first', 5_000],
    ['jump', 7_500],
    ['last', 15_000],
  ] as const)('reads the %s page of 50,000 flat keys near the page', async (kind, most) => {
    const keys = Array.from({ length: 50_000 }, (_, index) => {
      const scattered = Math.imul(index, 2_654_435_761) >>> 0;
      return utf8Bytes(`flat:${scattered.toString(16).padStart(8, '0')}`);
    });
    const { source, cost } = memoryKeySource(keys);
    const level = { prefix: utf8Bytes('flat:'), delimiter, limit: 200 };
    const sources = levelSourcesOf(source, level);
    sources.cache.storeTotal(level, { count: 50_000n, revision: 7n, countedAt: 'then' });
    const page = await readChildren(sources, { ...level, place: place(kind) });
    expect(page.children).toHaveLength(200);
    expect(cost.walked).toBeLessThan(most);
    expect(cost.returned).toBeLessThan(4_000);
  });

  it('finds 500 namespaces of 25,000 keys walking at most 5 N entries', async () => {
    const keys = Array.from({ length: 25_000 }, (_, index) =>
      utf8Bytes(`/pods/ns-${String(index % 500).padStart(3, '0')}/app-${index}`),
    );
    const { source, cost } = memoryKeySource(keys);
    const level = { prefix: utf8Bytes('/pods/'), delimiter, limit: 500 };
    const { children } = await readChildren(levelSourcesOf(source, level), from(level));
    expect(children.map(({ count }) => count)).toEqual(Array(500).fill(50n));
    expect(cost.walked).toBeLessThanOrEqual(5 * keys.length);
    // Several Txns run side by side, so there are more of them than there are rounds.
    expect(cost.transactions).toBeLessThan(150);
  });

  it('walks a large folder of keys that begin alike once for its first page and its total', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => utf8Bytes(`/e/ns/app-${index}.x`));
    const { source, cost } = memoryKeySource(keys);
    const level = { prefix: utf8Bytes('/e/ns/'), delimiter, limit: 200 };
    const page = await readChildren(levelSourcesOf(source, level), from(level));
    expect(page.total).toEqual({ count: 20_000n, kind: 'exact' });
    expect(cost.walked).toBeLessThan(1.1 * keys.length);
  });
});

const names = Array.from({ length: 58 }, (_, index) => {
  const letter = String.fromCharCode(97 + (index % 26));
  return `${letter}${'resource'.slice(0, 3 + (index % 5))}${index}.example.com`;
});

const isFolder = ({ kind }: { kind: string }): boolean => kind === 'folder';

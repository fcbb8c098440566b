import { describe, expect, it } from 'vitest';
import { compareBytes, startsWithBytes, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { prefixRange } from '@/lib/domain/keys/key-range';
import type { KeySource, RangeRequest, RangeResult } from '../etcd/key-source';
import { type ScanPage, type ScanRequest, scanKeys } from './scan-keys';
import { memoryKeySource } from './testing/memory-key-source';
import { randomKeys, randomNumbers } from './testing/random-keys';

const everything = prefixRange(new Uint8Array());

const allPages = async (
  source: KeySource,
  request: Partial<ScanRequest> = {},
): Promise<ScanPage[]> => {
  const pages: ScanPage[] = [];
  for await (const page of scanKeys(source, { range: everything, ...request })) {
    pages.push(page);
  }
  return pages;
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const namesOf = (pages: readonly ScanPage[]): string[] =>
  pages.flatMap(({ keys }) => keys.map(({ key }) => hexOf(key)));

const sorted = (keys: readonly Uint8Array[]): string[] => keys.toSorted(compareBytes).map(hexOf);

/** The same keys, every answer changed by a test. */
const changed = (
  source: KeySource,
  change: (request: RangeRequest, result: RangeResult) => RangeResult,
): KeySource => ({
  ...source,
  rangeAll: async (requests, signal) => {
    const results = await source.rangeAll(requests, signal);
    return results.map((result, index) => {
      const request = requests[index];
      return request === undefined ? result : change(request, result);
    });
  },
});

describe('scanKeys', () => {
  const everyByte = Array.from({ length: 256 }, (_, index) => index);
  const shapes = [
    { alphabet: [0x2f, 0x61, 0x62, 0x2d], longest: 9 },
    { alphabet: [0x2f, 0x61, 0xff, 0x00], longest: 8 },
    { alphabet: [0xff], longest: 60 },
    { alphabet: [0x00], longest: 1_300 },
    { alphabet: everyByte, longest: 3 },
  ];

  it.each(shapes)('gives every key once and in order ($longest)', async (shape) => {
    const keys = randomKeys(randomNumbers(5), { ...shape, count: 3_000 });
    // With values pages are small, so that few keys are cut into windows, too.
    for (const withValues of [false, true]) {
      const pages = await allPages(memoryKeySource(keys).source, { withValues });
      expect(namesOf(pages)).toEqual(sorted(keys));
      expect(pages.at(-1)).toMatchObject({
        scanned: BigInt(keys.length),
        total: BigInt(keys.length),
        cursor: undefined,
        isRestarted: false,
      });
    }
  });

  it('keeps to its range', async () => {
    const keys = randomKeys(randomNumbers(6), {
      alphabet: [0x61, 0xff, 0],
      longest: 9,
      count: 4_000,
    });
    const prefix = Uint8Array.of(0x61, 0xff);
    const request = { range: prefixRange(prefix), withValues: true };
    const pages = await allPages(memoryKeySource(keys).source, request);
    const within = keys.filter((key) => startsWithBytes(key, prefix));
    expect(namesOf(pages)).toEqual(sorted(within));
  });

  it('goes on from the cursor of any page', async () => {
    const keys = randomKeys(randomNumbers(7), {
      alphabet: [0x61, 0x62, 0],
      longest: 11,
      count: 2_000,
    });
    const { source } = memoryKeySource(keys);
    const pages = await allPages(source, { withValues: true });
    for (const [index, page] of pages.entries()) {
      if (page.cursor !== undefined) {
        const rest = await allPages(source, { from: page.cursor, withValues: true });
        expect([...namesOf(pages.slice(0, index + 1)), ...namesOf(rest)]).toEqual(sorted(keys));
        expect(rest[0]?.total).toBe(page.total - page.scanned);
      }
    }
  });

  it('gives one page without keys for an empty range', async () => {
    const pages = await allPages(memoryKeySource([]).source);
    expect(pages).toMatchObject([{ keys: [], scanned: 0n, total: 0n, cursor: undefined }]);
  });

  it('stays at the revision of its first answer', async () => {
    const { source } = memoryKeySource(randomKeys(randomNumbers(8), { ...letters, count: 2_000 }));
    const revisions = new Set<string | undefined>();
    const watched: KeySource = {
      ...source,
      rangeAll: (requests) => {
        requests.forEach(({ revision }) => {
          revisions.add(revision);
        });
        return source.rangeAll(requests);
      },
    };
    await allPages(watched, { withValues: true });
    expect([...revisions]).toEqual([undefined, '7']);
  });

  it('starts over at a newer revision where the old one is gone, and says so', async () => {
    const keys = randomKeys(randomNumbers(9), { ...letters, count: 2_000 });
    const { source } = memoryKeySource(keys);
    let answers = 0;
    const compacting: KeySource = {
      ...source,
      rangeAll: async (requests) => {
        answers += 1;
        if (answers === 7) {
          throw new AppError('revision_compacted', { detail: 'Gone.' });
        }
        return source.rangeAll(requests);
      },
    };
    const request = { withValues: true, onCompacted: 'restart' } as const;
    const pages = await allPages(compacting, request);
    expect(namesOf(pages)).toEqual(sorted(keys));
    expect([pages[0]?.isRestarted, pages.at(-1)?.isRestarted]).toEqual([false, true]);
    const size = BigInt(keys.length);
    expect(pages.at(-1)).toMatchObject({ scanned: size, total: size });
    answers = 0;
    await expect(allPages(compacting, { withValues: true })).rejects.toMatchObject({
      code: 'revision_compacted',
    });
  });

  it('ends with the reason of its signal', async () => {
    const { source } = memoryKeySource(randomKeys(randomNumbers(10), { ...letters, count: 900 }));
    const controller = new AbortController();
    const request = { range: everything, withValues: true, duty: 0.5 };
    const pages = scanKeys(source, request, controller.signal);
    await pages.next();
    controller.abort(new Error('enough'));
    await expect(pages.next()).rejects.toThrow('enough');
  });

  it('bounds the bytes of a page of large values', async () => {
    const keys = Array.from({ length: 600 }, (_, index) => utf8Bytes(`k${index + 1_000}`));
    const { source } = memoryKeySource(keys);
    const large = new Uint8Array(1_500_000);
    const valued = changed(source, ({ keysOnly }, result) =>
      keysOnly
        ? result
        : { ...result, keys: result.keys.map((stored) => ({ ...stored, value: large })) },
    );
    const pages = await allPages(valued, { withValues: true });
    expect(namesOf(pages)).toEqual(sorted(keys));
    expect(Math.max(...pages.map((page) => page.keys.length))).toBeLessThanOrEqual(8);
    expect(Math.max(...pages.slice(1).map((page) => page.keys.length))).toBeLessThanOrEqual(2);
  });

  it('asks for less where a page is larger than is taken', async () => {
    const keys = Array.from({ length: 700 }, (_, index) => utf8Bytes(`k${index + 1_000}`));
    const { source } = memoryKeySource(keys);
    const refusing = changed(source, ({ keysOnly }, result) => {
      if (!keysOnly && result.keys.length > 20) {
        throw new AppError('too_large', { detail: 'Too large.' });
      }
      return result;
    });
    expect(namesOf(await allPages(refusing, { withValues: true }))).toEqual(sorted(keys));
  });
});

const letters = { alphabet: [0x61, 0x62, 0x63], longest: 12 };

describe('cost of scanKeys', () => {
  const size = 200_000;
  const hex = (random: () => number, digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  const random = randomNumbers(3);
  const kinds = [
    ...['apiextensions.k8s.io/crds', 'configmaps', 'endpointslices', 'events', 'leases', 'pods'],
    ...['persistentvolumeclaims', 'poddisruptionbudgets', 'replicasets', 'roles', 'secrets'],
  ];
  const sets: Record<string, (index: number) => string> = {
    clustered: (index) =>
      `/registry/${kinds[Math.floor(random() ** 2 * kinds.length)]}/ns-${index % 500}/${hex(random, 5)}-${index}`,
    'in few deep folders': (index) =>
      `/a/${index % 7}${'/level'.repeat(20)}/${Math.floor(random() * 40)}/${index}`,
    'flat and numbered': (index) => `flat:${String(index).padStart(8, '0')}`,
    'flat and random': (index) => `flat:${hex(random, 12)}${index}`,
    'of random bytes': (index) =>
      `${hex(random, 2)}\0${String.fromCodePoint(0x100 + (index % 0x5000))}${index}`,
  };

  it.each(Object.entries(sets))('walks at most 5 N entries of keys %s', async (_, name) => {
    const keys = Array.from({ length: size }, (_, index) => utf8Bytes(name(index)));
    const { source, cost } = memoryKeySource(keys);
    const pages = await allPages(source);
    expect(pages.at(-1)?.scanned).toBe(BigInt(size));
    expect(cost.walked).toBeLessThanOrEqual(5 * size);
    expect(Math.max(...pages.map((page) => page.keys.length))).toBeLessThanOrEqual(16_000);
    expect(cost.transactions).toBeLessThan(250);
  });
});

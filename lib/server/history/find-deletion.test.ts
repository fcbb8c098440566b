import { expect, it } from 'vitest';
import type { KeySource } from '../etcd/key-source';
import { findDeletion } from './find-deletion';

/** A store in which one key was there in spans of revisions, both ends included. */
const sourceOf = (lives: readonly [bigint, bigint][]): { source: KeySource; reads: number[] } => {
  const reads: number[] = [];
  const header = { keys: [], more: false, revision: '0', memberId: '1', memberName: 'm1' };
  const rangeAll: KeySource['rangeAll'] = async (requests) => {
    reads.push(requests.length);
    return requests.map(({ revision }) => {
      const at = BigInt(revision ?? 0);
      const isThere = lives.some(([from, to]) => from <= at && at <= to);
      return { ...header, count: isThere ? '1' : '0' };
    });
  };
  const range: KeySource['range'] = () => Promise.reject(new Error('not asked'));
  return { source: { range, rangeAll, revision: async () => '0' }, reads };
};

const find = (lives: readonly [bigint, bigint][], from: bigint, to: bigint) => {
  const { source, reads } = sourceOf(lives);
  const request = { key: Uint8Array.of(1), from, to };
  const found = findDeletion(source, request, new AbortController().signal);
  return found.then((deletion) => ({ ...deletion, reads }));
};

it.each<[string, [bigint, bigint][], bigint | undefined, boolean]>([
  ['a short life close by', [[99_000n, 99_000n]], 99_001n, true],
  [
    'the newer of two',
    [
      [10n, 50_000n],
      [98_000n, 99_999n],
    ],
    100_000n,
    true,
  ],
  ['a long life far back', [[10n, 60_000n]], 60_001n, false],
  ['nothing', [], undefined, false],
])('finds %s', async (_name, lives, revision, isCertain) => {
  const found = await find(lives, 1n, 100_000n);
  expect([found.revision, found.isCertain]).toEqual([revision, isCertain]);
  expect(Math.max(...found.reads)).toBeLessThanOrEqual(128);
  expect(found.reads.length).toBeLessThan(72);
});

it.each([1n, 100n, 128n, 5_000n])('is certain where it looks at all %i revisions', async (to) => {
  expect(await find([], 1n, to)).toMatchObject({ revision: undefined, isCertain: true });
  const last = await find([[1n, 1n]], 1n, to + 1n);
  expect(last).toMatchObject({ revision: 2n, isCertain: true });
});

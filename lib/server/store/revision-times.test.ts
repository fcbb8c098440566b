import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertRevisionPoints, readRevisionPoints, thinRevisionTimes } from './revision-times';
import { openStore, type Store } from './store';

const hour = 3_600_000;
const now = 1_800_000_000_000;

let directory: string;
let store: Store;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-revisions-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
});

afterAll(async () => {
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

it('keeps revisions above 2^53 exactly, in the order of noting', async () => {
  const points = [
    { time: now, revision: 9_007_199_254_740_993n },
    { time: now - 5, revision: 9_007_199_254_740_995n },
  ];
  await insertRevisionPoints(store, 'large', points);
  expect(await readRevisionPoints(store, 'large')).toEqual(points);
});

it('thins with age and forgets after a month', async () => {
  const revision = 1n;
  const everyTenSeconds = (age: number) =>
    Array.from({ length: 360 }, (_, index) => ({
      time: now - age + index * 10_000 + 5_000,
      revision,
    }));
  const ages = [hour / 2, 3 * hour, 30 * hour, 8 * 24 * hour, 31 * 24 * hour];
  const left: number[] = [];
  for (const [index, age] of ages.entries()) {
    await insertRevisionPoints(store, `aged-${index}`, everyTenSeconds(age));
  }
  await thinRevisionTimes(store, now);
  for (const index of ages.keys()) {
    left.push((await readRevisionPoints(store, `aged-${index}`)).length);
  }
  expect(left).toEqual([360, 60, 12, 1, 0]);
  expect((await readRevisionPoints(store, 'aged-1')).at(-1)).toEqual({
    time: now - 3 * hour + 3_595_000,
    revision,
  });
});

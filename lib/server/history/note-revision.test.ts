import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer } from '../http/testing';
import { readRevisionPoints } from '../store/revision-times';
import { noteRevision, revisionsNoted } from './note-revision';

let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

type Look = [time: number, revision: bigint, isLinearizable?: boolean];

const notedOf = async (cluster: string, looks: readonly Look[]): Promise<[number, bigint][]> => {
  for (const [time, revision, isLinearizable] of looks) {
    noteRevision(cluster, { time, revision }, { isLinearizable });
  }
  await revisionsNoted(cluster);
  const points = await readRevisionPoints(server.store, cluster);
  return points.map(({ time, revision }) => [time, revision]);
};

it.each<[string, Look[], [number, bigint][]]>([
  [
    'the move and the moment before it',
    [
      [0, 10n],
      [3_000, 10n],
      [6_000, 10n],
      [9_000, 12n],
    ],
    [
      [0, 10n],
      [6_000, 10n],
      [9_000, 12n],
    ],
  ],
  [
    'at most one look in two seconds, and the last one later',
    [
      [0, 10n],
      [1_000, 11n],
      [1_500, 12n],
      [4_000, 12n],
    ],
    [
      [0, 10n],
      [4_000, 12n],
    ],
  ],
  [
    'nothing a lagging member tells',
    [
      [0, 10n],
      [3_000, 8n],
    ],
    [[0, 10n]],
  ],
  [
    'a store that was replaced by an older one',
    [
      [0, 10n],
      [3_000, 4n, true],
    ],
    [
      [0, 10n],
      [3_000, 4n],
    ],
  ],
])('notes %s', async (name, looks, expected) => {
  expect(await notedOf(name, looks)).toEqual(expected);
});

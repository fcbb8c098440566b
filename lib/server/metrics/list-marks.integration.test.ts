import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Operation } from '@/lib/domain/api/operations';
import { insertAlert } from '../store/alerts';
import { insertMark } from '../store/marks';
import { insertOperation } from '../store/operations';
import { openStore, type Store } from '../store/store';
import { listMarks } from './list-marks';

const cluster = 'test';
const begun = Date.UTC(2026, 0, 2, 3);
const at = (second: number): string => new Date(begun + second * 1000).toISOString();

let directory: string;
let store: Store;

const operation = (kind: Operation['kind'], target: string, second: number): Operation => ({
  id: `${kind}-${second}`,
  kind,
  cluster,
  target,
  state: 'succeeded',
  startedBy: 'somebody',
  startedAt: at(second),
  endedAt: at(second + 1),
  done: '1',
  total: '1',
  cancellable: false,
  failure: null,
});

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-marks-'));
  store = await openStore(path.join(directory, 'etcdscope.sqlite'));
});

afterAll(async () => {
  await store?.destroy();
  await rm(directory, { recursive: true, force: true });
});

it('has the operations of an old range, however many there were since', async () => {
  for (let second = 100; second < 220; second += 1) {
    await insertOperation(store, operation('backup', 'm1', second));
  }
  const [before] = await listMarks(store, { cluster, from: begun + 99_000, to: begun + 100_500 });
  expect(before).toMatchObject({ time: at(100), kind: 'operation' });
});

it('has all that happened in order of time, and no key that an operation works on', async () => {
  const mark = { cluster, memberId: 'a1', memberName: 'm1' };
  await insertMark(store, { ...mark, time: begun + 5000, kind: 'restart' });
  await insertMark(store, { ...mark, time: begun + 1000, kind: 'compaction' });
  await insertMark(store, { ...mark, time: begun - 1, kind: 'leader-change' });
  await insertOperation(store, operation('backup', 'm2', 2));
  await insertOperation(store, operation('delete-keys', '/secret/', 3));
  await insertAlert(store, {
    cluster,
    rule: 'no-leader',
    severity: 'critical',
    memberId: 'a1',
    memberName: 'm1',
    labels: {},
    value: 0,
    activeAt: begun + 1500,
    firedAt: begun + 4000,
    endedAt: null,
    told: [],
  });
  expect(await listMarks(store, { cluster, from: begun, to: begun + 10_000 })).toEqual([
    { time: at(1), kind: 'compaction', memberName: 'm1', label: 'compaction' },
    { time: at(2), kind: 'operation', memberName: 'm2', label: 'backup' },
    { time: at(3), kind: 'operation', memberName: null, label: 'delete-keys' },
    { time: at(4), kind: 'alert', memberName: 'm1', label: 'no-leader' },
    { time: at(5), kind: 'restart', memberName: 'm1', label: 'restart' },
  ]);
});

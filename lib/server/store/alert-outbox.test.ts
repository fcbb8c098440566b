import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readReceiverStates, saveReceiverState } from './alert-outbox';
import { openStore } from './store';

it('reads why deliveries failed, and that they did where a version before stored a sentence', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-outbox-'));
  const store = await openStore(path.join(directory, 'etcdscope.sqlite'));
  const state = { last_sent_at: null, failures: 3, retry_at: 0 };
  const failure = { code: 'http-status', status: 500 } as const;
  await saveReceiverState(store, 'new', { ...state, failure });
  await saveReceiverState(store, 'well', { ...state, failure: null });
  for (const [name, text] of [
    ['old', 'it answered HTTP 500'],
    ['number', '500'],
    ['newer', '{"code":"of a later version"}'],
  ] as const) {
    await store
      .insertInto('alert_receivers')
      .values({ ...state, name, failure: text })
      .execute();
  }
  const states = await readReceiverStates(store);
  expect(Object.fromEntries([...states].map(([name, read]) => [name, read.failure]))).toEqual({
    new: failure,
    well: null,
    old: { code: 'unknown' },
    number: { code: 'unknown' },
    newer: { code: 'unknown' },
  });
  expect(states.get('old')?.failures).toBe(3);
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});

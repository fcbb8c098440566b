import { expect, it } from 'vitest';
import type { WatchEvent } from './cluster-connection';
import { createWatchAssembly } from './watch-assembly';
import { decodeWatch, type WatchMessage } from './watch-messages';

const event = (modRevision: string): WatchEvent => ({
  kind: 'put',
  stored: {
    key: new Uint8Array(),
    value: new Uint8Array(),
    createRevision: '1',
    modRevision,
    version: '1',
    lease: '0',
  },
  previous: undefined,
});

const message = (
  revisions: readonly string[],
  change: Partial<WatchMessage> = {},
): WatchMessage => ({
  ...decodeWatch(new Uint8Array()),
  header: { clusterId: '1', memberId: '1', revision: '50', raftTerm: '1' },
  events: revisions.map(event),
  ...change,
});

const revisionsOf = (batch: { events: WatchEvent[] } | undefined) =>
  batch?.events.map(({ stored }) => stored.modRevision);

it('says from where on it tells everything', () => {
  expect(createWatchAssembly(undefined)(message([], { created: true }))?.revision).toBe('50');
  expect(createWatchAssembly('7')(message([], { created: true }))?.revision).toBe('6');
});

it('holds back the revision a fragment may have cut', () => {
  const assemble = createWatchAssembly('7');
  const first = assemble(message(['7', '8', '8'], { fragment: true }));
  expect([revisionsOf(first), first?.revision]).toEqual([['7'], '7']);
  expect(assemble(message(['8', '8'], { fragment: true }))).toBeUndefined();
  const last = assemble(message(['8', '9']));
  expect([revisionsOf(last), last?.revision]).toEqual([['8', '8', '8', '8', '8', '9'], '9']);
});

it('moves on to the last event, because the head may already be further', () => {
  expect(createWatchAssembly('7')(message(['7', '9']))?.revision).toBe('9');
});

it('moves on with a progress notice', () => {
  expect(createWatchAssembly('7')(message([]))).toEqual({ events: [], revision: '50' });
});

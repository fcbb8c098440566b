import { expect, it } from 'vitest';
import type { StoredKey } from '../etcd/key-source';
import { changeBytes } from './bulk-change';

const key = new Uint8Array(10);
const stored = (bytes: number): StoredKey => ({
  key,
  value: new Uint8Array(bytes),
  createRevision: '1',
  modRevision: '7',
  version: '1',
  lease: '0',
});

it.each([
  ['a value that is written', new Uint8Array(1_000), undefined, 1_052],
  ['a value that is deleted, and kept for the undo file', undefined, stored(1_000), 1_052],
  ['the larger one of both', new Uint8Array(10), stored(1_000), 1_052],
  ['neither', undefined, undefined, 52],
])('counts %s', (_, value, before, bytes) => {
  expect(changeBytes({ key, guard: '7', value, before })).toBe(bytes);
});

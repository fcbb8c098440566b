import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parseUndoLine } from './undo-line';
import { createUndoWriter } from './undo-writer';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-undo-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const header = {
  operation: '20260101t000000000z-00000000',
  cluster: 'test',
  kind: 'delete-keys',
  target: 'a/',
  startedBy: 'operator',
  startedAt: '2026-01-01T00:00:00.000Z',
} as const;

/** Lets the disk be full for the next thing that is written to any file. */
const fillDiskOnce = async (): Promise<void> => {
  const handle = await open(directory);
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  vi.spyOn(Object.getPrototypeOf(handle), 'appendFile').mockRejectedValueOnce(full);
  await handle.close();
};

const kindsIn = async (file: string): Promise<(string | undefined)[]> => {
  const [, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => parseUndoLine(line)?.type);
};

const write = async (file: string, beforeNote: () => Promise<void>): Promise<void> => {
  const undo = await createUndoWriter(file, header);
  const number = await undo.append([{ key: Uint8Array.of(97), guard: '7', value: undefined }]);
  await beforeNote();
  await undo.committed('8', [number]).catch(() => undefined);
  await undo.end(1);
  await undo.close();
};

it('ends the file of a change that was noted whole', async () => {
  const file = path.join(directory, 'whole.jsonl');
  await write(file, async () => undefined);
  expect(await kindsIn(file)).toEqual(['entry', 'committed', 'end']);
});

it('does not end a file that lacks a note: its keys would count as never changed', async () => {
  const file = path.join(directory, 'cut.jsonl');
  await write(file, fillDiskOnce);
  expect(await kindsIn(file)).toEqual(['entry']);
});

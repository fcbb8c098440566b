import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FileLine, fileLines } from './file-lines';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-lines-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const linesOf = async (content: string | Uint8Array): Promise<FileLine[]> => {
  const file = path.join(directory, 'file');
  await writeFile(file, content);
  const lines: FileLine[] = [];
  for await (const line of fileLines(file)) {
    lines.push(line);
  }
  return lines;
};

it.each([
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\nb', ['a', '', 'b']],
  ['ü\n€', ['ü', '€']],
])('splits %j', async (content, expected) => {
  const lines = await linesOf(content);
  expect(lines).toEqual(expected.map((text, index) => ({ number: index + 1, text })));
});

it('keeps lines longer than a chunk whole, and marks what is not UTF-8 or far too long', async () => {
  const long = 'ä'.repeat(200_000);
  const [first, second] = await linesOf(`${long}\nb`);
  expect(first?.text === long).toBe(true);
  expect(second).toEqual({ number: 2, text: 'b' });
  const broken = await linesOf(Buffer.concat([Uint8Array.of(0xff, 10), Buffer.alloc(17_000_000)]));
  expect(broken.map(({ text }) => text)).toEqual([undefined, undefined]);
});

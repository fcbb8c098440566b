import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleLeftovers } from './settle-leftovers';

const id = 'prod-20261122t100359007z-m1';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'etcdscope-leftovers-'));
  await mkdir(path.join(root, 'prod'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

const settle = async (names: string[]): Promise<string[]> => {
  for (const name of names) {
    await writeFile(path.join(root, 'prod', name), name);
  }
  await settleLeftovers(root);
  return (await readdir(path.join(root, 'prod'))).sort();
};

describe('settleLeftovers', () => {
  it.each<[string, string[], string[]]>([
    ['removes a file that was being written', [`${id}.db.part`], []],
    ['removes both parts', [`${id}.db.part`, `${id}.json.part`], []],
    [
      'completes what lacked the last rename',
      [`${id}.db`, `${id}.json.part`],
      [`${id}.db`, `${id}.json`],
    ],
    ['keeps what is complete', [`${id}.db`, `${id}.json`], [`${id}.db`, `${id}.json`]],
    [
      'keeps what is not ours',
      ['snapshot.db.part', 'a-b.json.part'],
      ['a-b.json.part', 'snapshot.db.part'],
    ],
    [
      'keeps what is of another cluster',
      ['other-20261122t100359007z-m1.db.part'],
      ['other-20261122t100359007z-m1.db.part'],
    ],
  ])('%s', async (_, names, expected) => {
    expect(await settle(names)).toEqual(expected);
  });

  it('does not follow links out of the backup directory', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'etcdscope-outside-'));
    const part = 'away-20261122t100359007z-m1.db.part';
    await writeFile(path.join(outside, part), '');
    await symlink(outside, path.join(root, 'away'));
    await settle([]);
    expect(await readdir(outside)).toEqual([part]);
    await rm(outside, { recursive: true });
  });

  it('does nothing where there is no backup directory yet', async () => {
    await expect(settleLeftovers(path.join(root, 'none'))).resolves.toBeUndefined();
  });
});

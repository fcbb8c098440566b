import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkFolder } from './check-folder';

const root = mkdtempSync(path.join(tmpdir(), 'etcdscope-doctor-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

mkdirSync(path.join(root, 'data'));
writeFileSync(path.join(root, 'file'), '');
symlinkSync('loop', path.join(root, 'loop'));

const check = (name: string) =>
  checkFolder('Data directory', path.join(root, name), 'ETCDSCOPE_DATA_DIR');

it.each(['data', 'data/absent/backups'])('%s is well', (name) => {
  expect(check(name)).toEqual({
    isWell: true,
    line: `Data directory: ${path.join(root, name)}`,
  });
});

it.each([
  ['file', 'ENOTDIR'],
  ['file/data', 'ENOTDIR'],
  ['loop/data', 'ELOOP'],
])('%s is not: %s', (name, code) => {
  expect(check(name)).toEqual({
    isWell: false,
    line: `Data directory ${path.join(root, name)} cannot be written (${code}); correct its owner, or set ETCDSCOPE_DATA_DIR.`,
  });
});

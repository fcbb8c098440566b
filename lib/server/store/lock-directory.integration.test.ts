import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '@/scripts/project-root';
import { waitUntil } from '@/scripts/wait-until';
import { lockDirectory } from './lock-directory';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'etcdscope-lock-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const holderSource = `
import { lockDirectory } from '@/lib/server/store/lock-directory';
process.stdout.write(lockDirectory(process.argv[2] ?? '') === undefined ? 'refused' : 'held');
setInterval(() => undefined, 1000);
`;

const startHolder = async () => {
  const script = path.join(projectRoot, '.cache', `lock-holder-${process.pid}.ts`);
  writeFileSync(script, holderSource);
  const typescript = pathToFileURL(path.join(projectRoot, 'scripts', 'typescript.mjs')).href;
  const holder = spawn(process.execPath, ['--import', typescript, script, directory], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(holder.stdout, 'data');
  rmSync(script);
  return { holder, said: String(said) };
};

describe('lockDirectory', () => {
  it('is held by one process, and freed when that one is killed', async () => {
    const { holder, said } = await startHolder();
    expect(said).toBe('held');
    expect(lockDirectory(directory)).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const unlock = await waitUntil('the lock is free', () => lockDirectory(directory));
    unlock();
    lockDirectory(directory)?.();
  });

  it('makes the folder, and throws where it cannot', () => {
    const unlock = lockDirectory(path.join(directory, 'deep', 'er'));
    expect(unlock).toBeDefined();
    unlock?.();
    writeFileSync(path.join(directory, 'file'), '');
    expect(() => lockDirectory(path.join(directory, 'file'))).toThrow();
  });
});

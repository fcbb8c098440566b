import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';
import { programOnPath } from '../program-on-path';
import { runCommand } from '../run-command';
import { waitUntil } from '../wait-until';

type Strace = { program: string; environment: Record<string, string> };

/** strace of a Debian suite that runs here, with the one library that is rarely there. */
const fromDebian = async (suite: string): Promise<Strace> => {
  const [strace, unwind] = await Promise.all(
    ['strace', 'libunwind8'].map((name) => unpackDebianPackage(name, { suites: [suite] })),
  );
  const libraries = path.join(unwind?.directory ?? '', 'usr', 'lib');
  const [architecture = ''] = await readdir(libraries);
  const found = {
    program: path.join(strace?.directory ?? '', 'usr', 'bin', 'strace'),
    environment: { LD_LIBRARY_PATH: path.join(libraries, architecture) },
  };
  await runCommand(found.program, ['--version'], { environment: found.environment });
  return found;
};

const findStrace = async (): Promise<Strace> => {
  const present = programOnPath('strace');
  if (present !== undefined) {
    return { program: present, environment: {} };
  }
  const failures: string[] = [];
  for (const suite of ['stable', 'oldstable', 'testing']) {
    try {
      return await fromDebian(suite);
    } catch (error) {
      failures.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No strace of Debian runs on this machine.\n${failures.join('\n')}`);
};

/**
 * Makes every sync to disk of a running process take longer, as a slow disk does: strace holds its
 * `fsync` and `fdatasync` (strace(1), `delay_exit`) until what this gives is called. Throws where
 * the machine has no strace or does not let one process trace another.
 */
export const slowDisk = async (
  pid: number,
  delayMilliseconds: number,
): Promise<() => Promise<void>> => {
  const { program, environment } = await findStrace();
  const calls = 'fsync,fdatasync';
  const inject = `inject=${calls}:delay_exit=${delayMilliseconds}ms`;
  const child = spawn(program, ['-f', '-p', `${pid}`, '-e', `trace=${calls}`, '-e', inject], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told = `${told}${text}`.slice(-2_000);
  });
  await waitUntil('strace slows the disk', () => {
    if (child.exitCode !== null) {
      throw new Error(told);
    }
    return told.includes('attached');
  });
  return async () => {
    child.kill('SIGINT');
    await ended;
  };
};

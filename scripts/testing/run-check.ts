import { spawn } from 'node:child_process';
import { projectRoot } from '../project-root';

/** How a step of `npm test` ended. */
export type CheckResult = { name: string; passed: number; failed: number; seconds: number };

/** Runs a program with its output shown; gives its exit code and how long it took. */
export const runShown = (
  program: string,
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; seconds: number }> =>
  new Promise((resolve, reject) => {
    const begin = Date.now();
    const child = spawn(program, parameters, {
      cwd: projectRoot,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, seconds: Math.round((Date.now() - begin) / 1000) });
    });
  });

/** A check that is one program: it passes where the program ends with 0. */
export const runCheck = async (
  name: string,
  program: string,
  parameters: readonly string[],
): Promise<CheckResult> => {
  console.log(`== ${name}`);
  const { code, seconds } = await runShown(program, parameters);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds };
};

import { spawn } from 'node:child_process';

/** What a finished command printed. */
export type CommandOutput = { stdout: string; stderr: string };

/** How to run a command. */
export type CommandOptions = {
  environment?: Record<string, string>;
  directory?: string;
  /** Text for its standard input. */
  input?: string;
};

/** Runs a program to its end without a shell; rejects with its last words where it fails. */
export const runCommand = (
  program: string,
  parameters: readonly string[],
  { environment = {}, directory, input }: CommandOptions = {},
): Promise<CommandOutput> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: directory,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve({ stdout, stderr });
        return;
      }
      const words = (stderr || stdout).trim().split('\n').slice(-5).join('\n');
      reject(new Error(`${program} ${parameters.join(' ')} ended with ${code}: ${words}`));
    });
  });

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

/** A program that can be stopped, frozen and started again. */
export type MemberProcess = {
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** Kills it at once, as a power cut would. */
  stop(): Promise<void>;
  /** Freezes it: connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
};

const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

/** A program with fixed arguments whose output goes to a file; it dies with this process. */
export const memberProcess = (
  program: string,
  parameters: readonly string[],
  logFile: string,
): MemberProcess => {
  let child: ChildProcess | undefined;
  return {
    get pid() {
      return child?.pid;
    },
    async start() {
      const log = openSync(logFile, 'a');
      const started = spawn(program, parameters, { stdio: ['ignore', log, log] });
      running.add(started);
      started.once('exit', () => running.delete(started));
      child = started;
      await once(started, 'spawn');
    },
    async stop() {
      const stopping = child;
      if (stopping && stopping.exitCode === null && stopping.signalCode === null) {
        const ended = once(stopping, 'exit');
        stopping.kill('SIGKILL');
        await ended;
      }
    },
    pause() {
      child?.kill('SIGSTOP');
    },
    resume() {
      child?.kill('SIGCONT');
    },
  };
};

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { freePorts } from '../free-ports';
import { projectRoot } from '../project-root';
import { runCommand } from '../run-command';
import { waitUntil } from '../wait-until';

/** A running etcdscope. */
export type Dashboard = {
  url: string;
  port: number;
  pid: number | undefined;
  logFile: string;
  configurationFile: string;
  /** Creates an account through the command line. */
  addAccount(username: string, role: string, password: string): Promise<void>;
  /** Asks it to end and waits; gives its exit code. */
  stop(): Promise<number | null>;
  /** Kills it at once, as a power cut would. */
  kill(): Promise<void>;
};

/** How to start etcdscope: settings go into a YAML file, as docs/configuration.md describes. */
export type DashboardOptions = {
  /** Where its configuration, data, backups and log are kept. */
  directory: string;
  settings: Record<string, unknown>;
  port?: number;
  environment?: Record<string, string>;
};

const typescript = path.join(projectRoot, 'scripts', 'typescript.mjs');

/** Makes Node run one of our scripts in its own process, so that signals reach it. */
const scriptArguments = (script: string, ...parameters: string[]): string[] => [
  '--disable-warning=DEP0123',
  '--import',
  pathToFileURL(typescript).href,
  path.join(projectRoot, 'scripts', script),
  ...parameters,
];

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

const answersReady = async (url: string): Promise<boolean> => {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) });
  return response.ok;
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (!hasEnded(child)) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
};

/** Starts the built etcdscope as its own process and waits until it is ready. */
export const startDashboard = async ({
  directory,
  settings,
  port: wanted,
  environment = {},
}: DashboardOptions): Promise<Dashboard> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const port = wanted ?? (await freePorts(1))[0] ?? 0;
  const configurationFile = path.join(directory, 'etcdscope.yaml');
  const logFile = path.join(directory, 'etcdscope.log');
  await writeFile(configurationFile, stringify({ dataDirectory: 'data', ...settings, port }));
  const variables = { ...environment, ETCDSCOPE_CONFIG: configurationFile };
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, scriptArguments('start.ts'), {
    cwd: projectRoot,
    env: { ...process.env, ...variables, NODE_ENV: 'production' },
    stdio: ['ignore', log, log],
  });
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  child.once('exit', () => process.off('exit', killWithParent));
  const url = `http://127.0.0.1:${port}`;
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`etcdscope ended with ${code}, see ${logFile}`);
  });
  const ready = waitUntil(`etcdscope ready, see ${logFile}`, () => answersReady(url), 60_000);
  await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  return {
    url,
    port,
    pid: child.pid,
    logFile,
    configurationFile,
    addAccount: async (username, role, password) => {
      await runCommand(
        process.execPath,
        scriptArguments(
          'etcdscope.ts',
          'account',
          'add',
          username,
          '--role',
          role,
          '--password-stdin',
        ),
        { environment: variables, input: password, directory: projectRoot },
      );
    },
    stop: () => end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
};

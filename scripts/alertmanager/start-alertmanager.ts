import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';
import { memberProcess } from '../etcd/member-process';
import { freePorts } from '../free-ports';
import { runCommand } from '../run-command';
import { waitUntil } from '../wait-until';

/** The machine's own C library runs what an older suite was built against, not always the newest. */
const suites = ['stable', 'oldstable', 'testing'];

/** An alert as Alertmanager holds it (GET /api/v2/alerts). */
export type HeldAlert = {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
};

/** An Alertmanager on loopback. */
export type RunningAlertmanager = {
  url: string;
  /** The alerts it holds as active. */
  alerts(): Promise<HeldAlert[]>;
  stop(): Promise<void>;
};

/** Where Debian's program looks for its templates, which it does not start without. */
const installedTemplates = '/usr/share/prometheus/alertmanager';

/** A program and the folder to run it in. */
type Program = { program: string; folder: string };

/**
 * A copy of the program that looks for its templates in the folder it is run in: as the package is
 * not installed they are nowhere else. The path in it is replaced by one of the same length.
 */
const withTemplatesHere = async (program: string): Promise<string> => {
  const copy = `${program}-here`;
  const isMade = await access(copy).then(
    () => true,
    () => false,
  );
  if (!isMade) {
    const bytes = await readFile(program);
    const here = './'.repeat(installedTemplates.length / 2);
    for (let at = bytes.indexOf(installedTemplates); at !== -1; ) {
      bytes.write(here, at, 'latin1');
      at = bytes.indexOf(installedTemplates, at);
    }
    const prepared = `${copy}.${process.pid}`;
    await writeFile(prepared, bytes, { mode: 0o755 });
    await rename(prepared, copy);
  }
  return copy;
};

/** A real Alertmanager from Debian, unpacked into `.cache` and not installed. */
const findAlertmanager = async (): Promise<Program> => {
  const failures: string[] = [];
  for (const suite of suites) {
    try {
      const name = 'prometheus-alertmanager';
      const { directory } = await unpackDebianPackage(name, { suites: [suite] });
      const program = await withTemplatesHere(path.join(directory, 'usr', 'bin', name));
      await runCommand(program, ['--version']);
      return { program, folder: path.join(directory, installedTemplates) };
    } catch (error) {
      failures.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No Alertmanager of Debian runs on this machine.\n${failures.join('\n')}`);
};

/** Starts a real Alertmanager on loopback that keeps its alerts to itself. */
export const startAlertmanager = async (): Promise<RunningAlertmanager> => {
  const { program, folder } = await findAlertmanager();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-alertmanager-'));
  const configFile = path.join(directory, 'alertmanager.yml');
  await writeFile(configFile, 'route: { receiver: none }\nreceivers: [{ name: none }]\n');
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const server = memberProcess(
    'env',
    [
      `--chdir=${folder}`,
      program,
      `--config.file=${configFile}`,
      `--storage.path=${path.join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    path.join(directory, 'alertmanager.log'),
  );
  await server.start();
  await waitUntil('Alertmanager ready', async () => (await fetch(`${url}/-/ready`)).ok);
  return {
    url,
    alerts: async () => (await fetch(`${url}/api/v2/alerts`)).json(),
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachePath } from '../project-root';
import { runCommand } from '../run-command';

const rollingSuites = ['stable', 'testing', 'unstable', 'sid'];
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Whether a file or directory is there. */
export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Runs a program of Debian's and gives what it printed, in English. */
export const runDebian = async (
  program: string,
  parameters: string[],
  directory?: string,
): Promise<string> => {
  try {
    const environment = { LC_ALL: 'C' };
    return (await runCommand(program, parameters, { environment, directory })).stdout;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isMissing ? new Error(`${program} is needed: this works on Debian only.`) : error;
  }
};

const machineCodename = async (): Promise<string | undefined> => {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^VERSION_CODENAME="?([^"\n]+)/m.exec(release)?.[1];
};

/** The Debian archive this machine already takes its packages from. */
const machineMirror = async (): Promise<string> => {
  const codename = await machineCodename();
  const listing = await runDebian('apt-get', ['update', '--print-uris']);
  for (const [, base, suite] of listing.matchAll(/^'(\S+)\/dists\/([^/']+)\/InRelease'/gm)) {
    if (base && suite && (suite === codename || rollingSuites.includes(suite))) {
      return base;
    }
  }
  throw new Error('No Debian archive is among the package sources of this machine.');
};

/** The apt options that keep every file of a suite in a directory of its own. */
const aptOptions = (directory: string): string[] => [
  ...['-o', `Dir::State=${directory}`],
  ...['-o', `Dir::Cache=${path.join(directory, 'cache')}`],
  ...['-o', `Dir::Etc::sourcelist=${path.join(directory, 'sources.list')}`],
  ...['-o', 'Dir::Etc::sourceparts=-'],
  ...['-o', `Dir::State::status=${path.join(directory, 'status')}`],
  // As root, apt would otherwise change to a user who may not read this directory.
  ...['-o', 'APT::Sandbox::User=root'],
  ...['-o', 'Acquire::Languages=none'],
  ...['-o', 'Acquire::Retries=3'],
  ...['-o', 'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false'],
  // Without this apt only warns when an index cannot be fetched or its signature is refused.
  ...['-o', 'APT::Update::Error-Mode=any'],
];

const writeSuite = async (directory: string, suite: string): Promise<void> => {
  await mkdir(path.join(directory, 'lists/partial'), { recursive: true });
  await mkdir(path.join(directory, 'cache/archives/partial'), { recursive: true });
  await writeFile(path.join(directory, 'status'), '');
  // Suites newer than the machine are signed by keys of the same keyring; apt refuses a suite
  // whose key it lacks, and the mend is a newer debian-archive-keyring package, never a bypass.
  const signedBy = (await exists(keyring)) ? `[signed-by=${keyring}] ` : '';
  const line = `deb ${signedBy}${await machineMirror()} ${suite} main\n`;
  await writeFile(path.join(directory, 'sources.list'), line);
};

/** Apt with the package lists of one Debian suite, apart from the machine's own. */
export type AptSuite = {
  suite: string;
  /** Runs an apt program and gives its output. */
  run: (
    program: 'apt-get' | 'apt-cache',
    commands: string[],
    directory?: string,
  ) => Promise<string>;
};

/**
 * Opens a Debian suite, fetching its package lists when they are not cached or `fresh` is asked.
 * Lists are prepared aside and moved into place, so that two processes never share a half-written
 * one. Throws where the machine has no apt, no Debian archive, or no trusted key for the suite.
 */
export const openAptSuite = async (suite: string, { fresh = false } = {}): Promise<AptSuite> => {
  const directory = cachePath('apt', suite);
  const run: AptSuite['run'] = (program, commands, workDirectory) =>
    runDebian(program, [...aptOptions(directory), ...commands], workDirectory);
  if (!fresh && (await exists(directory))) {
    return { suite, run };
  }
  await mkdir(path.dirname(directory), { recursive: true });
  const prepared = await mkdtemp(`${directory}.`);
  try {
    await writeSuite(prepared, suite);
    await runDebian('apt-get', [...aptOptions(prepared), 'update']);
    if (fresh) {
      await rm(directory, { recursive: true, force: true });
    }
    await rename(prepared, directory).catch(async (error: unknown) => {
      if (!(await exists(directory))) {
        throw error;
      }
    });
  } finally {
    await rm(prepared, { recursive: true, force: true });
  }
  return { suite, run };
};

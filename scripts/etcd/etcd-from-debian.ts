import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';
import { cachePath } from '../project-root';
import { type EtcdPrograms, isOfSeries, programsIn, type Series } from './find-etcd';

/** Newest first: each suite carries another version, and which one moves with time. */
const suites = ['testing', 'stable', 'oldstable', 'oldoldstable'];

const packages = ['etcd-server', 'etcd-client'];
const programNames = ['etcd', 'etcdctl', 'etcdutl'];

/** etcdscope supports 3.4 and newer; the oldest suite may still carry 3.3. */
const isSupported = ({ version }: EtcdPrograms): boolean => !version.startsWith('3.3.');

/** Links a suite's programs, which come in two packages, into one folder. */
const linkPrograms = async (suite: string, directory: string): Promise<void> => {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  for (const name of packages) {
    const unpacked = await unpackDebianPackage(name, { suites: [suite] });
    for (const program of programNames) {
      const file = path.join(unpacked.directory, 'usr', 'bin', program);
      if (existsSync(file)) {
        await symlink(file, path.join(directory, program));
      }
    }
  }
};

const programsOfSuite = async (suite: string): Promise<EtcdPrograms | undefined> => {
  const directory = cachePath('etcd', `debian-${suite}`);
  const linked = await programsIn(directory, undefined);
  if (linked === undefined) {
    await linkPrograms(suite, directory);
  }
  return programsIn(directory, undefined);
};

/** Every version of etcd that Debian's suites carry, newest first, unpacked into `.cache`. */
export const etcdVersionsOfDebian = async (): Promise<EtcdPrograms[]> => {
  const versions: EtcdPrograms[] = [];
  for (const suite of suites) {
    const programs = await programsOfSuite(suite).catch(() => undefined);
    if (
      programs &&
      isSupported(programs) &&
      !versions.some(({ version }) => version === programs.version)
    ) {
      versions.push(programs);
    }
  }
  return versions;
};

/** etcd of a series from whichever Debian suite has it, unpacked into `.cache`, not installed. */
export const etcdFromDebian = async (series: Series): Promise<EtcdPrograms | undefined> => {
  const failures: string[] = [];
  for (const suite of suites) {
    try {
      const programs = await programsOfSuite(suite);
      if (programs && isOfSeries(programs.version, series)) {
        return programs;
      }
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (failures.length === suites.length) {
    throw new Error(failures.join('; '));
  }
  return undefined;
};

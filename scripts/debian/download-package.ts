import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachePath } from '../project-root';
import { type AptSuite, exists, openAptSuite, runDebian } from './apt-suite';

/** A Debian package unpacked under `.cache/debian`. */
export type UnpackedPackage = {
  /** The root its files lie under, as `<directory>/usr/share/…`. */
  directory: string;
  /** Debian's version, such as `3.5.16-4`. */
  version: string;
};

const versionFile = 'etcdscope-package-version';

const readUnpacked = async (directory: string): Promise<UnpackedPackage | undefined> => {
  const file = path.join(directory, versionFile);
  return (await exists(file))
    ? { directory, version: (await readFile(file, 'utf8')).trim() }
    : undefined;
};

const hasPackage = async (apt: AptSuite, name: string): Promise<boolean> => {
  const policy = await apt.run('apt-cache', ['policy', name]);
  return /^ {2}Candidate: (?!\(none\))/m.test(policy);
};

const unpackInto = async (apt: AptSuite, name: string, directory: string): Promise<void> => {
  await apt.run('apt-get', ['download', name], directory);
  const archive = (await readdir(directory)).find((file) => file.endsWith('.deb'));
  if (!archive) {
    throw new Error(`apt-get download ${name} left no package.`);
  }
  const file = path.join(directory, archive);
  const version = await runDebian('dpkg-deb', ['--field', file, 'Version']);
  await runDebian('dpkg-deb', ['--extract', file, directory]);
  await rm(file);
  await writeFile(path.join(directory, versionFile), version);
};

/** Mirrors move on: when the cached lists name a file that is gone, they are fetched once more. */
const downloadFrom = async (suite: string, name: string, directory: string): Promise<boolean> => {
  const cached = await openAptSuite(suite);
  if (!(await hasPackage(cached, name))) {
    return false;
  }
  await unpackInto(cached, name, directory).catch(async () => {
    await unpackInto(await openAptSuite(suite, { fresh: true }), name, directory);
  });
  return true;
};

const unpackFrom = async (suite: string, name: string): Promise<UnpackedPackage | undefined> => {
  const directory = cachePath('debian', suite, name);
  await mkdir(path.dirname(directory), { recursive: true });
  const prepared = await mkdtemp(`${directory}.`);
  try {
    if (!(await downloadFrom(suite, name, prepared))) {
      return undefined;
    }
    // Another process may have been faster; its copy is as good as this one.
    await rename(prepared, directory).catch(() => undefined);
    return await readUnpacked(directory);
  } finally {
    await rm(prepared, { recursive: true, force: true });
  }
};

/**
 * Downloads and unpacks a Debian package without installing it, from the first of the suites (such
 * as `testing`, `trixie`) that has it, for this machine's architecture and from the archive the
 * machine already uses. Signatures are verified by apt. A package is fetched once: remove its
 * directory under `.cache/debian` to take a newer one. Throws an error with one line per suite.
 */
export const unpackDebianPackage = async (
  name: string,
  { suites }: { suites: string[] },
): Promise<UnpackedPackage> => {
  const failures: string[] = [];
  for (const suite of suites) {
    const directory = cachePath('debian', suite, name);
    const cached = await readUnpacked(directory);
    if (cached) {
      return cached;
    }
    try {
      const unpacked = await unpackFrom(suite, name);
      if (unpacked) {
        return unpacked;
      }
      failures.push(`${suite}: no such package`);
    } catch (error) {
      failures.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`Debian package ${name} could not be fetched.\n${failures.join('\n')}`);
};

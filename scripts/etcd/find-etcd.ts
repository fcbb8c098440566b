import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../run-command';
import { buildEtcd } from './build-etcd';
import { downloadRelease } from './download-release';
import { etcdFromDebian } from './etcd-from-debian';
import { etcdFromHomebrew } from './etcd-from-homebrew';

/** Paths of etcd's programs and the version they are of. */
export type EtcdPrograms = {
  etcd: string;
  etcdctl: string;
  /** Absent before 3.5: there etcdctl itself reads snapshot files. */
  etcdutl: string | undefined;
  version: string;
};

/** A release series such as `3.5`, or a whole version; undefined takes the newest at hand. */
export type Series = string | undefined;

/** The programs in a folder, or undefined where etcd or etcdctl is missing or another version. */
export const programsIn = async (
  directory: string,
  series: Series,
): Promise<EtcdPrograms | undefined> => {
  const [etcd, etcdctl, etcdutl] = ['etcd', 'etcdctl', 'etcdutl'].map((name) =>
    path.join(directory, name),
  );
  if (!etcd || !etcdctl || !existsSync(etcd) || !existsSync(etcdctl)) {
    return undefined;
  }
  const { stdout } = await runCommand(etcd, ['--version']);
  const version = /etcd Version: (\S+)/.exec(stdout)?.[1];
  if (version === undefined || !isOfSeries(version, series)) {
    return undefined;
  }
  return { etcd, etcdctl, etcdutl: etcdutl && existsSync(etcdutl) ? etcdutl : undefined, version };
};

/** Whether a version belongs to a series: `3.5.30` to `3.5`. */
export const isOfSeries = (version: string, series: Series): boolean =>
  series === undefined || version === series || version.startsWith(`${series}.`);

const fromEnvironment = async (series: Series): Promise<EtcdPrograms | undefined> => {
  const directories = [process.env.ETCD_BIN_DIR, ...(process.env.PATH ?? '').split(path.delimiter)];
  for (const directory of directories) {
    const programs = directory ? await programsIn(directory, series) : undefined;
    if (programs !== undefined) {
      return programs;
    }
  }
  return undefined;
};

/**
 * etcd's programs, of a series where one is asked for: from ETCD_BIN_DIR, then PATH, then Debian
 * packages unpacked without installing, then built with Go, then Homebrew or the official
 * release. Throws an Error that says what was tried.
 */
export const findEtcd = async (series: Series = process.env.ETCD_SERIES): Promise<EtcdPrograms> => {
  const tried: string[] = [];
  const sources = { fromEnvironment, etcdFromDebian, buildEtcd, etcdFromHomebrew, downloadRelease };
  for (const [name, find] of Object.entries(sources)) {
    try {
      const programs = await find(series);
      if (programs !== undefined) {
        return programs;
      }
      tried.push(`${name}: has none`);
    } catch (error) {
      tried.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No etcd ${series ?? ''} found. Set ETCD_BIN_DIR to a folder with etcd and etcdctl.\n${tried.join('\n')}`,
  );
};

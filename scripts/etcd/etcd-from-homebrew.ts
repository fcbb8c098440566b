import path from 'node:path';
import { runCommand } from '../run-command';
import { type EtcdPrograms, programsIn, type Series } from './find-etcd';

/** The etcd that Homebrew has or installs, on a Mac or Linux that has `brew`. */
export const etcdFromHomebrew = async (series: Series): Promise<EtcdPrograms | undefined> => {
  await runCommand('brew', ['list', 'etcd']).catch(() => runCommand('brew', ['install', 'etcd']));
  const { stdout } = await runCommand('brew', ['--prefix', 'etcd']);
  return programsIn(path.join(stdout.trim(), 'bin'), series);
};

import path from 'node:path';
import { etcdVersionsOfDebian } from '../etcd/etcd-from-debian';
import { type EtcdPrograms, findEtcd } from '../etcd/find-etcd';

/** A version of etcd the integration suite runs against, and the folder of its programs. */
export type TestedVersion = { version: string; directory: string };

const tested = ({ version, etcd }: EtcdPrograms): TestedVersion => ({
  version,
  directory: path.dirname(etcd),
});

/** The newest series are built where there is a Go toolchain; a machine without one says so. */
const builtVersions = async (): Promise<EtcdPrograms[]> => {
  const programs: EtcdPrograms[] = [];
  for (const series of ['3.6', '3.7']) {
    try {
      programs.push(await findEtcd(series));
    } catch {
      console.log(`etcd ${series} is not to be had on this machine; it is not tested here.`);
    }
  }
  return programs;
};

/**
 * Every version of etcd this machine can have, the main one first. Throws where there is none at
 * all; says which series are missing.
 */
export const versionsToTest = async (): Promise<TestedVersion[]> => {
  const fromDebian = await etcdVersionsOfDebian();
  const all = [...fromDebian, ...(await builtVersions())];
  if (all.length === 0) {
    all.push(await findEtcd());
  }
  const distinct = new Map(all.map((programs) => [programs.version, tested(programs)]));
  console.log(`Testing against etcd ${[...distinct.keys()].join(', ')}`);
  return [...distinct.values()];
};

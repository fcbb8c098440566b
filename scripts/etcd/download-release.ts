import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cachePath } from '../project-root';
import { runCommand } from '../run-command';
import { type EtcdPrograms, isOfSeries, programsIn, type Series } from './find-etcd';

const releases = 'https://github.com/etcd-io/etcd/releases';
const timeout = 120_000;

const architectures: Partial<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

const newestVersion = async (): Promise<string | undefined> => {
  const response = await fetch(`${releases}/latest`, { signal: AbortSignal.timeout(timeout) });
  return /\/v(\d+\.\d+\.\d+)$/.exec(response.url)?.[1];
};

const fetchBytes = async (url: string): Promise<Buffer> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return Buffer.from(await response.arrayBuffer());
};

/** The newest official release, checked against its own SHA256SUMS; needs the internet. */
export const downloadRelease = async (series: Series): Promise<EtcdPrograms | undefined> => {
  const architecture = architectures[process.arch];
  const version = architecture ? await newestVersion() : undefined;
  if (version === undefined || !isOfSeries(version, series)) {
    return undefined;
  }
  const isMac = process.platform === 'darwin';
  const name = `etcd-v${version}-${process.platform}-${architecture}`;
  const file = `${name}.${isMac ? 'zip' : 'tar.gz'}`;
  const directory = cachePath('etcd', 'release');
  const unpacked = path.join(directory, name);
  const existing = await programsIn(unpacked, series);
  if (existing !== undefined) {
    return existing;
  }
  const archive = await fetchBytes(`${releases}/download/v${version}/${file}`);
  const sums = (await fetchBytes(`${releases}/download/v${version}/SHA256SUMS`)).toString();
  const sum = createHash('sha256').update(archive).digest('hex');
  if (!sums.split('\n').includes(`${sum}  ${file}`)) {
    throw new Error(`${file} does not match its SHA256SUMS`);
  }
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, file), archive);
  await runCommand('tar', ['-xf', file], { directory });
  return programsIn(unpacked, series);
};

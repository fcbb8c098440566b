import { mkdir, writeFile } from 'node:fs/promises';
import { cachePath } from '../project-root';
import { runCommand } from '../run-command';
import { type EtcdPrograms, isOfSeries, programsIn, type Series } from './find-etcd';

const packages = ['server', 'etcdctl', 'etcdutl'] as const;
const modulePath = (name: string): string => `go.etcd.io/etcd/${name}/v3`;

/** The series newer than Debian's that a Go toolchain is asked for. */
const buildableSeries = /^3\.(6|7)(\.\d+)?$/;

const newestOf = async (series: string): Promise<string | undefined> => {
  const { stdout } = await runCommand('go', ['list', '-m', '-versions', modulePath('server')], {
    environment: { GO111MODULE: 'on', GOFLAGS: '-mod=mod' },
    directory: cachePath(),
  });
  return stdout
    .trim()
    .split(/\s+/)
    .filter((version) => /^v\d+\.\d+\.\d+$/.test(version))
    .map((version) => version.slice(1))
    .filter((version) => isOfSeries(version, series))
    .at(-1);
};

const build = async (version: string, directory: string): Promise<void> => {
  await writeFile(`${directory}/go.mod`, 'module etcdscope.test/etcd\n\ngo 1.24\n');
  const options = { directory, environment: { GOFLAGS: '-mod=mod', CGO_ENABLED: '0' } };
  await runCommand(
    'go',
    ['get', ...packages.map((name) => `${modulePath(name)}@v${version}`)],
    options,
  );
  for (const name of packages) {
    const program = name === 'server' ? 'etcd' : name;
    await runCommand('go', ['build', '-trimpath', '-o', program, modulePath(name)], options);
  }
};

/** The newest etcd of series 3.6 or 3.7 built from its Go modules into `.cache`, once. */
export const buildEtcd = async (series: Series): Promise<EtcdPrograms | undefined> => {
  if (series === undefined || !buildableSeries.test(series)) {
    return undefined;
  }
  const directory = cachePath('etcd', `go-${series}`);
  const built = await programsIn(directory, series);
  if (built !== undefined) {
    return built;
  }
  await mkdir(directory, { recursive: true });
  const version = await newestOf(series);
  if (version === undefined) {
    return undefined;
  }
  await build(version, directory);
  return programsIn(directory, series);
};

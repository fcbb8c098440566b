import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import parse from 'parse-prometheus-text-format';
import { readPage } from '@/lib/server/metrics/read-page';
import { compareInTurns } from './keys/compare-in-turns';
import type { FleetCost, FleetOrder } from './metrics/collecting-process';
import { measureRange } from './metrics/measure-range';
import { type Recording, recordPages } from './metrics/record-pages';
import { replayPages } from './metrics/replay-pages';

/**
 * What collecting metrics costs: parsing a page, a fleet of clusters, disk, and reading a month.
 * Pages are those of a real cluster of three. Prints JSON, and writes it to
 * bench/results/metrics.json.
 */
const { values } = parseArgs({
  options: {
    clusters: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    pages: { type: 'string', default: '80' },
  },
});

const intervalMilliseconds = 15_000;
const rowsPerDay = 86_400_000 / intervalMilliseconds;
const megabyte = 1e6;
const results = path.join(import.meta.dirname, 'results');

/** So many times in a turn that the clock's own steps do not matter. */
const pagesPerTurn = 50;

const rounded = (value: number, digits = 3): number => Number(value.toPrecision(digits));

const compareParsing = (page: string) => {
  const repeat = (work: (text: string) => unknown) => async () => {
    for (let index = 0; index < pagesPerTurn; index += 1) {
      work(page);
    }
  };
  return compareInTurns(
    {
      name: `${pagesPerTurn} pages of ${page.length} bytes, what is stored of them / parse-prometheus-text-format`,
      ours: repeat(readPage),
      reference: repeat(parse),
      bar: 0.4,
    },
    9,
  );
};

const asCost = (message: unknown): FleetCost => message as FleetCost;

const collectFleet = async (recording: Recording, directory: string): Promise<FleetCost> => {
  const replay = await replayPages(recording, {
    directory: path.join(directory, 'tls'),
    milliseconds: 1000,
  });
  const child = fork(path.join(import.meta.dirname, 'metrics', 'collecting-process.ts'));
  const order: FleetOrder = {
    members: replay.members,
    files: replay.files,
    clusters: Number(values.clusters),
    seconds: Number(values.seconds),
    intervalMilliseconds,
    directory,
  };
  child.send(order);
  const [message] = await once(child, 'message');
  child.kill();
  replay.close();
  return asCost(message);
};

const report = ({ size, ...cost }: FleetCost) => ({
  clusters: Number(values.clusters),
  membersPerCluster: 3,
  intervalSeconds: intervalMilliseconds / 1000,
  seconds: Math.round(cost.seconds),
  rounds: cost.rounds,
  failures: cost.failures,
  coresUsed: rounded(cost.processorSeconds / cost.seconds),
  highestRssMegabytes: Math.round(cost.highestRss / megabyte),
  longestPauseMilliseconds: Math.round(cost.longestPause),
  rows: size.rows,
  bytesPerRow: Math.round(size.bytes / size.rows),
  toldBytesPerRow: Math.round(size.toldBytes / size.rows),
  layouts: size.layouts,
  layoutMegabytes: rounded(size.layoutBytes / megabyte),
});

const recording = await recordPages(Number(values.pages));
const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-metrics-'));
try {
  const parsing = await compareParsing(recording.members[0]?.pages.at(-1) ?? '');
  const fleet = report(await collectFleet(recording, directory));
  const { size, chunks } = await measureRange(recording, directory);
  const figures = {
    etcd: recording.etcd,
    parsing,
    fleet,
    megabytesPerMemberAndDay: {
      fleet: rounded((fleet.bytesPerRow * rowsPerDay) / megabyte),
      afterMonthOfCounting: rounded(((size.bytes / size.rows) * rowsPerDay) / megabyte),
    },
    month: {
      rows: size.rows,
      bytesPerRow: Math.round(size.bytes / size.rows),
      slowestMilliseconds: Math.max(...chunks.map(({ milliseconds }) => milliseconds)),
      mostProcessorMilliseconds: Math.max(
        ...chunks.map(({ processorMilliseconds }) => processorMilliseconds),
      ),
      slowestFirstMilliseconds: Math.max(...chunks.map((chunk) => chunk.firstMilliseconds)),
      mostPoints: Math.max(...chunks.map(({ points }) => points)),
      chunks,
    },
  };
  const text = `${JSON.stringify(figures, undefined, 2)}\n`;
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, 'metrics.json'), text);
  console.log(text);
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.exit();

import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { panelDeclarations } from '@/lib/domain/metrics/panels';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import { readPage } from '@/lib/server/metrics/read-page';
import { readPanels } from '@/lib/server/metrics/read-panels';
import { RowShape } from '@/lib/server/metrics/row-shape';
import { insertSamples } from '@/lib/server/store/samples';
import { recordMembers } from '@/lib/server/store/scrape-targets';
import { openStore, type Store } from '@/lib/server/store/store';
import { median } from '../median';
import { measureStore, type StoreSize } from './measure-store';
import type { Recording } from './record-pages';

const cluster = 'range';
const hour = 3_600_000;
const day = 24 * hour;
const interval = 15_000;
const thinned = 5 * 60_000;
const rowsAtOnce = 2000;
const times = 5;
/** Panels the metrics page asks for together. */
const chunkSize = 6;

/** What a month of three members costs. */
export type RangeCost = {
  size: StoreSize;
  /** By the panels that are asked for together: the first time, and the middle of five. */
  chunks: {
    panels: string;
    firstMilliseconds: number;
    milliseconds: number;
    /** Of the processor: what counts where others use the machine too. */
    processorMilliseconds: number;
    points: number;
  }[];
};

/** The row a member would have had at a time, had it gone on as in the last recorded page. */
const rowAt = (last: SampleRow, time: number, begun: number, now: number): SampleRow => ({
  ...last,
  time,
  started: begun - hour,
  values: last.values.map((value) => {
    const then = value * 1000 * ((time - begun + hour) / (now - begun + hour));
    return Number.isInteger(value) ? Math.floor(then) : then;
  }),
});

const fill = async (store: Store, recording: Recording, now: number): Promise<void> => {
  const begun = now - 30 * day;
  const members = recording.members.map(({ id, name, pages }) => {
    const page = readPage(pages.at(-1) ?? '');
    const shape = new RowShape();
    const last = { time: now, started: 0, ...shape.rowOf(page?.samples ?? []) };
    return { cluster, memberId: id, memberName: name, last };
  });
  await recordMembers(store, cluster, members, now);
  const moments: number[] = [];
  for (let time = begun; time <= now; time += time < now - 25 * hour ? thinned : interval) {
    moments.push(time);
  }
  for (let index = 0; index < moments.length; index += rowsAtOnce) {
    for (const member of members) {
      const rows = moments
        .slice(index, index + rowsAtOnce)
        .map((time) => rowAt(member.last, time, begun, now));
      await insertSamples(store, member, rows);
    }
  }
};

/** Fills a store with a month of three members and reads it as the metrics page does. */
export const measureRange = async (recording: Recording, directory: string): Promise<RangeCost> => {
  const file = path.join(directory, 'range.sqlite');
  const now = Math.floor(Date.now() / interval) * interval;
  const filled = await openStore(file);
  await fill(filled, recording, now);
  const size = await measureStore(filled);
  await filled.destroy();
  const store = await openStore(file);
  const read = async (panels: string) => {
    const processorBefore = process.cpuUsage();
    const begun = performance.now();
    const answer = await readPanels(
      { store, cluster, intervalMilliseconds: interval, now },
      {
        panels,
        from: new Date(now - 30 * day).toISOString(),
        to: new Date(now).toISOString(),
        points: 500,
      },
    );
    const milliseconds = performance.now() - begun;
    const { user, system } = process.cpuUsage(processorBefore);
    const series = answer.panels.flatMap((panel) => panel.series);
    return {
      milliseconds,
      processor: (user + system) / 1000,
      points: Math.max(...series.map(({ points }) => points.length)),
    };
  };
  const chunks: RangeCost['chunks'] = [];
  for (let index = 0; index < panelDeclarations.length; index += chunkSize) {
    const panels = panelDeclarations
      .slice(index, index + chunkSize)
      .map(({ id }) => id)
      .join(',');
    const first = await read(panels);
    const again: Awaited<ReturnType<typeof read>>[] = [];
    for (let time = 0; time < times; time += 1) {
      again.push(await read(panels));
    }
    chunks.push({
      panels,
      firstMilliseconds: Math.round(first.milliseconds),
      milliseconds: Math.round(median(again.map(({ milliseconds }) => milliseconds))),
      processorMilliseconds: Math.round(median(again.map(({ processor }) => processor))),
      points: first.points,
    });
  }
  await store.destroy();
  return { size, chunks };
};

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright';
import { passwords, startRunningDemo } from '@/e2e/running-demo';
import type { Panels } from '@/lib/domain/api/metrics';
import { findChromium } from '@/scripts/chromium/find-chromium';

/**
 * How long frames are while the metrics page draws new values: at least twelve charts in sight, three
 * members, 240 points a line, the mouse moving over them. Prints JSON and writes it to
 * bench/results/charts.json.
 */
const leastCharts = 12;
const pointsOfLine = 240;
const watchMilliseconds = 60_000;
const settleMilliseconds = 20_000;
const moveMilliseconds = 50;

/** A young history has few points: its values are repeated until every line is as long as it gets. */
const lengthen = (panels: Panels): Panels => {
  const [from, to] = [Date.parse(panels.from), Date.parse(panels.to)];
  const step = (to - from) / (pointsOfLine - 1);
  const longer = (points: Panels['panels'][number]['series'][number]['points']) =>
    Array.from({ length: pointsOfLine }, (_, index): [number, number | null] => [
      Math.round(from + index * step),
      points[index % points.length]?.[1] ?? null,
    ]);
  return {
    ...panels,
    panels: panels.panels.map((panel) => ({
      ...panel,
      series: panel.series.map((series) => ({ ...series, points: longer(series.points) })),
    })),
  };
};

const openCharts = async (page: Page, url: string): Promise<void> => {
  await page.route('**/api/v1/clusters/demo/metrics?*', async (route) => {
    const response = await route.fetch();
    const panels: Panels = await response.json();
    await route.fulfill({ response, json: lengthen(panels) });
  });
  await page.goto(`${url}/clusters/demo/metrics?range=5m`);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill(passwords.admin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .locator('main [role=slider]')
    .nth(leastCharts - 1)
    .waitFor({ timeout: 60_000 });
};

type Frames = {
  charts: number;
  drawings: number;
  longTasks: number[];
  longFrames: number[];
  intervals: number[];
};

/** Notes tasks and frames over 50 ms, the time between frames, and how often a chart was drawn. */
const watchFrames = (page: Page): Promise<Frames> =>
  page.evaluate(
    (milliseconds) =>
      new Promise<Frames>((resolve) => {
        const main = document.querySelector('main');
        const frames: Frames = {
          charts: document.querySelectorAll('main [role=slider]').length,
          drawings: 0,
          longTasks: [],
          longFrames: [],
          intervals: [],
        };
        const begin = performance.now();
        let before = begin;
        // Methods keep their names in the browser without what a compiler adds for that.
        const watch = {
          noteInto(list: number[], type: string): void {
            new PerformanceObserver((entries) => {
              list.push(...entries.getEntries().map(({ duration }) => duration));
            }).observe({ type });
          },
          frame(time: number): void {
            frames.intervals.push(time - before);
            before = time;
            if (time - begin < milliseconds) {
              requestAnimationFrame(watch.frame);
            } else {
              resolve(frames);
            }
          },
        };
        watch.noteInto(frames.longTasks, 'longtask');
        watch.noteInto(frames.longFrames, 'long-animation-frame');
        const drawn = new MutationObserver((changes) => {
          const charts = changes.map(({ target }) =>
            target instanceof Element ? target.closest('.recharts-wrapper') : null,
          );
          frames.drawings += new Set(charts.filter((chart) => chart !== null)).size;
        });
        if (main !== null) {
          drawn.observe(main, { subtree: true, childList: true, attributes: true });
        }
        requestAnimationFrame(watch.frame);
      }),
    watchMilliseconds,
  );

/** Moves the mouse over the charts, as a reader who compares them. */
const moveAbout = async (page: Page, signal: AbortSignal): Promise<void> => {
  for (let step = 0; !signal.aborted; step += 1) {
    await page.mouse.move(300 + ((step * 17) % 1000), 300 + ((step * 29) % 1200));
    await page.waitForTimeout(moveMilliseconds);
  }
};

/** What Chromium tells of a task of a thread: its CPU time in microseconds. */
type TraceEvent = { name: string; ph: string; pid: number; tid: number; tdur?: number };

const asTraceEvent = (event: object): TraceEvent => event as TraceEvent;

/**
 * The CPU time of each task of the page's main thread, in milliseconds, while something is done. On
 * a machine with other work a frame is long because it waits; this is what it takes itself.
 */
const traceTasks = async <Result>(
  client: CDPSession,
  act: () => Promise<Result>,
): Promise<{ result: Result; tasks: number[] }> => {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => {
    for (const event of value) {
      if ('name' in event && 'tdur' in event) {
        events.push(asTraceEvent(event));
      }
    }
  };
  client.on('Tracing.dataCollected', collect);
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline'] },
  });
  const result = await act();
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  await client.send('Tracing.end');
  await complete;
  // The process of the page runs its tasks on its first thread.
  const tasks = events.filter(({ name, ph, pid, tid }) => {
    return name.includes('RunTask') && ph === 'X' && pid === tid;
  });
  return { result, tasks: tasks.map(({ tdur }) => (tdur ?? 0) / 1000) };
};

const longest = (durations: readonly number[]): number => Math.round(Math.max(0, ...durations));

const demo = await startRunningDemo();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1800 } });
  await openCharts(page, demo.dashboard.url);
  await page.waitForTimeout(settleMilliseconds);
  const stop = new AbortController();
  const client = await page.context().newCDPSession(page);
  const { result: frames, tasks } = await traceTasks(client, async () => {
    const [watched] = await Promise.all([
      watchFrames(page).finally(() => stop.abort()),
      moveAbout(page, stop.signal),
    ]);
    return watched;
  });
  const figures = {
    charts: frames.charts,
    chartsDrawnAnew: frames.drawings,
    seconds: watchMilliseconds / 1000,
    longestTaskMilliseconds: longest(frames.longTasks),
    longestTaskCpuMilliseconds: { value: longest(tasks), bar: 100 },
    longestFrameMilliseconds: { value: longest(frames.longFrames), bar: 100 },
    framesOver50Milliseconds: frames.longFrames.length,
    longestPauseBetweenFramesMilliseconds: longest(frames.intervals),
    frames: frames.intervals.length,
  };
  const results = path.join(import.meta.dirname, 'results');
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, 'charts.json'), `${JSON.stringify(figures, null, 2)}\n`);
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await demo.stop();
}
process.exit();

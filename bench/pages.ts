import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright';
import { passwords, type RunningDemo, startRunningDemo } from '@/e2e/running-demo';
import { findChromium } from '@/scripts/chromium/find-chromium';
import { waitUntil } from '@/scripts/wait-until';
import { median } from './median';

/**
 * What it is like to look at a cluster: the verdict after a navigation, the script a page loads,
 * a killed leader, one frozen member, and the calls an open page makes. Prints JSON and writes it
 * to bench/results/pages.json.
 */
const repeats = 7;
const idleMilliseconds = 30_000;
const pages = ['/', '/clusters/demo', '/clusters/demo/keys', '/clusters/demo/metrics'];
const morePages = ['/clusters/demo/backups', '/activity', '/settings'];

const verdict = (page: Page) => page.getByRole('main').getByRole('heading', { level: 2 }).first();

const signIn = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/clusters/demo`);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill(passwords.admin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await verdict(page).waitFor();
};

const timeOf = async (act: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await act();
  return Math.round(performance.now() - begin);
};

const measureVerdict = async (page: Page, url: string): Promise<number[]> => {
  const times: number[] = [];
  for (let run = 0; run < repeats; run += 1) {
    times.push(
      await timeOf(async () => {
        await page.goto(`${url}/clusters/demo`, { waitUntil: 'commit' });
        await page.getByText('members answered').first().waitFor();
      }),
    );
  }
  return times;
};

/** Scripts the page's HTML names for browsers that know modules, as gzip makes them. */
const measureScript = async (page: Page, url: string): Promise<number> => {
  const html = await (await page.request.get(`${url}/clusters/demo`)).text();
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)];
  const sources = new Set(
    tags.filter(([tag]) => !/\bnomodule\b/i.test(tag)).map(([, source]) => source),
  );
  let bytes = 0;
  for (const source of sources) {
    const script = await page.request.get(new URL(source ?? '', url).href);
    bytes += gzipSync(await script.body()).length;
  }
  return bytes;
};

const shownLeader = async (page: Page): Promise<string | null> =>
  page.getByRole('row').filter({ hasText: 'leader' }).first().textContent();

const measureLeaderKill = async (page: Page, demo: RunningDemo): Promise<number> => {
  await page.goto(`${demo.dashboard.url}/clusters/demo`);
  await page.getByText('3 of 3 members answered, quorum 2.').waitFor();
  const text = await shownLeader(page);
  const leader = demo.cluster.members.find(({ endpoint }) =>
    text?.includes(new URL(endpoint).host),
  );
  await leader?.stop();
  const milliseconds = await timeOf(() =>
    waitUntil('a new leader on the page', async () => {
      const rows = page.getByRole('row').filter({ hasText: 'leader' });
      const shown = (await rows.count()) === 1 ? await rows.textContent() : null;
      return shown !== null && !shown.includes(new URL(leader?.endpoint ?? '').host);
    }),
  );
  await leader?.start();
  await leader?.untilHealthy();
  return milliseconds;
};

const measureFrozen = async (page: Page, demo: RunningDemo): Promise<Record<string, number>> => {
  const frozen = demo.cluster.members[2];
  frozen?.pause();
  const times: Record<string, number> = {};
  for (const target of [...pages, ...morePages]) {
    times[target] = await timeOf(async () => {
      await page.goto(`${demo.dashboard.url}${target}`, { waitUntil: 'commit' });
      await page.getByRole('main').waitFor();
    });
  }
  frozen?.resume();
  return times;
};

const startedCalls = async ({ cluster, connection }: RunningDemo): Promise<number> => {
  let calls = 0;
  for (const endpoint of cluster.config.endpoints) {
    const { text } = await connection.fetchText(`${endpoint}/metrics`, {
      timeoutMilliseconds: 5_000,
      maximumBytes: 4_000_000,
    });
    for (const [, value] of text.matchAll(/^grpc_server_started_total\{.*\} (\S+)$/gm)) {
      calls += Number(value);
    }
  }
  return calls;
};

const measureIdle = async (page: Page, demo: RunningDemo): Promise<number> => {
  await demo.stopTraffic();
  await page.goto(`${demo.dashboard.url}/clusters/demo`);
  await verdict(page).waitFor();
  const before = await startedCalls(demo);
  const begin = performance.now();
  await page.waitForFunction((milliseconds) => performance.now() > milliseconds, idleMilliseconds, {
    timeout: 2 * idleMilliseconds,
  });
  const seconds = (performance.now() - begin) / 1000;
  return Number((((await startedCalls(demo)) - before) / seconds).toFixed(2));
};

const demo = await startRunningDemo();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(page, demo.dashboard.url);
  const verdicts = await measureVerdict(page, demo.dashboard.url);
  const kills = [await measureLeaderKill(page, demo), await measureLeaderKill(page, demo)];
  const figures = {
    verdictMilliseconds: { median: median(verdicts), all: verdicts, bar: 1_000 },
    firstLoadScriptBytes: { value: await measureScript(page, demo.dashboard.url), bar: 220_000 },
    leaderKilledMilliseconds: { all: kills, bar: 10_000 },
    frozenMemberMilliseconds: { ...(await measureFrozen(page, demo)), bar: 3_000 },
    idleCallsPerSecond: { value: await measureIdle(page, demo), bar: 2 },
  };
  const results = path.join(import.meta.dirname, 'results');
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, 'pages.json'), JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await demo.stop();
}
process.exit();

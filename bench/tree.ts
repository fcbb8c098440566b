import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { fillLargeFolder, largeFolder, largeFolderKeys } from '@/e2e/large-folder';
import { passwords, startRunningDemo } from '@/e2e/running-demo';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { findChromium } from '@/scripts/chromium/find-chromium';
import { waitUntil } from '@/scripts/wait-until';
import { median } from './median';

/**
 * How smoothly a folder of 100,000 loaded rows scrolls: the time between animation frames while its
 * tree is scrolled, and the rows in the document. Prints JSON and writes it to
 * bench/results/tree.json.
 */
const rounds = 5;
const framesOfRound = 180;
const pixelsOfFrame = 400;

const openFolder = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/clusters/demo/keys?folder=${toBase64Url(utf8Bytes(largeFolder))}`);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password').fill(passwords.admin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('treeitem').filter({ hasText: 'key-000000' }).waitFor();
  await page.getByRole('tree').focus();
  const last = page.getByRole('treeitem').filter({ hasText: 'key-099999' });
  await waitUntil(
    'every row to be loaded',
    async () => {
      await page.keyboard.press('End');
      return (await last.count()) > 0;
    },
    600_000,
  );
};

type Round = { intervals: number[]; mostRows: number };

/** Scrolls up, a part of the screen a frame, and notes the time between frames. */
const scroll = (page: Page): Promise<Round> =>
  page.getByRole('tree').evaluate(
    (tree, { frames, pixels }) =>
      new Promise<{ intervals: number[]; mostRows: number }>((resolve) => {
        const intervals: number[] = [];
        let mostRows = 0;
        let before: number | undefined;
        // A method keeps its name in the browser without what a compiler adds for that.
        const frame = {
          step(time: number): void {
            if (before !== undefined) {
              intervals.push(time - before);
            }
            before = time;
            mostRows = Math.max(mostRows, tree.querySelectorAll('[role=treeitem]').length);
            tree.scrollTop = (tree.scrollTop + pixels) % (tree.scrollHeight - tree.clientHeight);
            if (intervals.length < frames) {
              requestAnimationFrame(frame.step);
            } else {
              resolve({ intervals, mostRows });
            }
          },
        };
        requestAnimationFrame(frame.step);
      }),
    { frames: framesOfRound, pixels: pixelsOfFrame },
  );

const percentile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

const rounded = (value: number): number => Number(value.toFixed(1));

const demo = await startRunningDemo();
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  await fillLargeFolder(demo.connection);
  await demo.stopTraffic();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await openFolder(page, demo.dashboard.url);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await scroll(page));
  }
  const framesPerSecond = measured.map(
    ({ intervals }) => (1000 * intervals.length) / intervals.reduce((sum, each) => sum + each, 0),
  );
  const all = measured.flatMap(({ intervals }) => intervals);
  const figures = {
    rows: largeFolderKeys,
    framesPerSecond: {
      median: rounded(median(framesPerSecond)),
      all: framesPerSecond.map(rounded),
      bar: 50,
    },
    frameMilliseconds: {
      median: rounded(median(all)),
      p95: rounded(percentile(all, 0.95)),
      longest: rounded(Math.max(...all)),
    },
    rowsInDocument: { most: Math.max(...measured.map(({ mostRows }) => mostRows)), bar: 200 },
  };
  const results = path.join(import.meta.dirname, 'results');
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, 'tree.json'), JSON.stringify(figures, null, 2));
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await browser.close();
  await demo.stop();
}
process.exit();

import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from './journey';
import { withoutPrometheus } from './without-prometheus';

const fsyncCard = (page: Page): Locator => page.getByRole('region', { name: 'WAL fsync' });

const chartOf = (scope: Locator): Locator => scope.getByRole('slider');

const linesOf = (scope: Locator): Locator => scope.locator('.recharts-line-curve');

/** Draws over a chart from its middle to its end, where a young history has values. */
const drawOver = async (page: Page, chart: Locator): Promise<void> => {
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (box === null) {
    throw new Error('The chart is not in the window.');
  }
  const height = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.5, height);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, height);
  await page.mouse.move(box.x + box.width * 0.99, height);
  await page.mouse.up();
};

const spanOf = (page: Page): { from: string | null; to: string | null } => {
  const { searchParams } = new URL(page.url());
  return { from: searchParams.get('from'), to: searchParams.get('to') };
};

const open = async (page: Page, url: string): Promise<void> => {
  await signIn(page, url, 'viewer');
  await expect(linesOf(fsyncCard(page))).toHaveCount(3, { timeout: 40_000 });
};

test('zoom into a chart, go back, and look at one member alone', async ({ page, demo, errors }) => {
  await open(page, `${demo.dashboard.url}/clusters/demo/metrics?range=5m`);
  const live = page.getByRole('button', { name: 'Live', exact: true });
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await drawOver(page, chartOf(fsyncCard(page)));
  await expect(live).toHaveAttribute('aria-pressed', 'false');
  const { from, to } = spanOf(page);
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBeGreaterThanOrEqual(60_000);
  await expect(page.getByRole('button', { name: 'Undo zoom' })).toBeVisible();
  await page.reload();
  await expect(linesOf(fsyncCard(page))).toHaveCount(3);
  await page.goBack();
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  expect(spanOf(page)).toEqual({ from: null, to: null });

  const alone = fsyncCard(page).getByRole('button', { name: /^m1/ });
  await alone.click();
  await expect(linesOf(fsyncCard(page))).toHaveCount(1);
  await expect(page).toHaveURL(/member=m1/);
  await expect(linesOf(page.getByRole('region', { name: 'Backend commit' }))).toHaveCount(1);
  await alone.click();
  await expect(linesOf(fsyncCard(page))).toHaveCount(3);

  const chart = chartOf(fsyncCard(page));
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(chart).toHaveAttribute('aria-valuetext', /m1 .*m2 .*m3 /);
  expect(errors).toEqual([]);
});

test('read a chart as a table, a file, a heat map and over the whole screen', async ({
  page,
  demo,
  errors,
}) => {
  await open(page, `${demo.dashboard.url}/clusters/demo/metrics?range=5m`);
  const card = fsyncCard(page);
  await card.getByRole('button', { name: /show as a table/ }).click();
  await expect(card.getByRole('columnheader', { name: 'm1 p99' })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: /download as CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('demo-wal-fsync.csv');
  const [header, row] = (await readFile(await download.path(), 'utf8')).split('\r\n');
  expect(header).toMatch(/^time,m1 p50,m1 p50 lower,m1 p50 upper,m2 p50,.*m3 average$/);
  expect(row).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z,/);

  await card.getByRole('button', { name: /heat map/ }).click();
  await expect(card.getByRole('columnheader', { name: 'Until' })).toBeVisible();
  await card.getByRole('button', { name: /show as a chart/ }).click();
  const heatmap = card.getByRole('slider', { name: /of m1 as a heat map/ });
  await heatmap.focus();
  await expect(heatmap).toHaveAttribute('aria-valuetext', /observations?, most of them/);
  await card.getByRole('combobox').selectOption('m2');
  await expect(card.getByRole('slider', { name: /of m2 as a heat map/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Backend commit: full screen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Backend commit' });
  await expect(linesOf(dialog)).toHaveCount(3);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(errors).toEqual([]);
});

test('full screen is no step: one undo takes a zoom back, made before or within it', async ({
  page,
  demo,
  errors,
}) => {
  await open(page, `${demo.dashboard.url}/clusters/demo/metrics?range=5m`);
  const live = page.getByRole('button', { name: 'Live', exact: true });
  const undo = page.getByRole('button', { name: 'Undo zoom' });
  const fullScreen = page.getByRole('button', { name: 'WAL fsync: full screen' });
  const dialog = page.getByRole('dialog', { name: 'WAL fsync' });
  const chart = chartOf(dialog);

  await drawOver(page, chartOf(fsyncCard(page)));
  await fullScreen.click();
  await expect(page).toHaveURL(/full=wal-fsync/);
  // The crosshair on the chart must not take the key.
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/full=/);
  await undo.click();
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await expect(undo).toHaveCount(0);

  await fullScreen.click();
  await expect(linesOf(dialog)).toHaveCount(3);
  await drawOver(page, chart);
  await expect(page).toHaveURL(/from=/);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await undo.click();
  await expect(live).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/full=/);

  await fullScreen.click();
  await expect(linesOf(dialog)).toHaveCount(3);
  await drawOver(page, chart);
  await dialog.getByRole('button', { name: 'Undo zoom' }).click();
  await expect(dialog.getByRole('button', { name: 'Undo zoom' })).toHaveCount(0);
  expect(spanOf(page)).toEqual({ from: null, to: null });
  await expect(dialog).toBeVisible();
  await page.reload();
  await expect(dialog).toBeVisible();
  expect(errors).toEqual([]);
});

test('choose two moments, with what is wrong with them said', async ({ page, demo, errors }) => {
  await open(page, `${demo.dashboard.url}/clusters/demo/metrics?range=5m`);
  await page.getByRole('button', { name: 'Choose begin and end' }).click();
  await page.getByLabel('From (').fill('2026-01-02T10:00:00');
  await page.getByLabel('To (').fill('2026-01-02T09:00:00');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('The begin must be before the end.')).toBeVisible();
  await page.getByLabel('To (').fill('2026-01-02T11:00:00');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/from=2026-01-02T/);
  await expect(fsyncCard(page).getByText('No samples of this time')).toBeVisible();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await expect(linesOf(fsyncCard(page))).toHaveCount(3);
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('a link to a time that cannot be shown says why, and leads to one that can', async ({
  page,
  demo,
  errors,
}) => {
  const address = `${demo.dashboard.url}/clusters/demo/metrics`;
  await signIn(page, `${demo.dashboard.url}/clusters/demo`, 'viewer');
  for (const [query, reason] of [
    ['from=2016-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'must not be longer than 31 days'],
    ['from=2999-01-01T00:00:00Z&to=2999-01-02T00:00:00Z', 'lies in the future'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'must be before the end'],
    ['from=NaN&to=NaN', 'Write both times in full'],
  ]) {
    await page.goto(`${address}?${query}`);
    await expect(page.getByRole('alert').filter({ hasText: reason ?? '' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'WAL fsync' })).toHaveCount(0);
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show the last hour' }).click();
  await expect(linesOf(fsyncCard(page))).toHaveCount(3, { timeout: 40_000 });
  expect(spanOf(page)).toEqual({ from: null, to: null });

  await page.goto(`${address}?from=2025-12-31T12:00:00Z&to=2026-01-01T12:00:00Z`);
  await expect(page.getByText(/Dec 31, 2025, .* – Jan 1, 2026, /)).toBeVisible();
  await page.goto(`${address}?range=5m&heatmaps=wal-fsync&of=nobody`);
  await expect(fsyncCard(page).getByText('No member “nobody” is known here')).toBeVisible();
  await fsyncCard(page).getByRole('button', { name: 'WAL fsync: heat map of m2' }).click();
  await expect(fsyncCard(page).getByRole('slider', { name: /of m2 as a heat map/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a long range keeps its axis though little was collected, and states are bands', async ({
  page,
  demo,
  errors,
}) => {
  await open(page, `${demo.dashboard.url}/clusters/demo/metrics?range=30d`);
  const days = fsyncCard(page)
    .locator('.recharts-cartesian-axis-tick-value')
    .filter({ hasText: /^[A-Z]\w+ \d+$/ });
  await expect(days.first()).toBeVisible();
  await expect(page.getByText(/^data since /).first()).toBeVisible();
  await page.getByRole('button', { name: 'Show only that' }).click();
  await expect(page).toHaveURL(/from=/);
  const leader = page.getByRole('region', { name: 'Leader', exact: true });
  await leader.scrollIntoViewIfNeeded();
  await expect(leader.getByText('Thin and red: knows no leader.')).toBeVisible();
  await expect(linesOf(leader)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('that the configured Prometheus is not used is said above the charts', async ({
  page,
  demo,
  errors,
}) => {
  await withoutPrometheus(page, demo, async (dashboard) => {
    await open(page, `${dashboard.url}/clusters/demo/metrics?range=5m`);
    const notice = page.getByText(/The configured Prometheus was not used\..*own samples instead/);
    await expect(notice).toBeInViewport();
    expect(errors).toEqual([]);
  });
});

test('the page is whole in Chinese, dark, embedded and narrow', async ({ page, demo, errors }) => {
  const query = '?range=5m&embed=1&theme=dark&lang=zh&heatmaps=backend-commit';
  await signIn(page, `${demo.dashboard.url}/clusters/demo`, 'viewer');
  await page.goto(`${demo.dashboard.url}/clusters/demo/metrics${query}`);
  await expect(page.locator('.recharts-line-curve').first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('heading', { name: '磁盘' })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0);
  }
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

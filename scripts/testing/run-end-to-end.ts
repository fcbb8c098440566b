import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { findChromium } from '../chromium/find-chromium';
import { type CheckResult, runShown } from './run-check';

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Runs the journeys in a real Chromium against the built application. */
export const runEndToEnd = async (): Promise<CheckResult> => {
  const name = 'end to end';
  console.log(`== ${name}`);
  const chromium = await findChromium();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-playwright-'));
  const report = path.join(directory, 'report.json');
  const { code, seconds } = await runShown(
    'node_modules/.bin/playwright',
    ['test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json'],
    { CHROMIUM_BIN: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const text = await readFile(report, 'utf8').catch(() => '{}');
  await rm(directory, { recursive: true, force: true });
  const counts = reportSchema.safeParse(JSON.parse(text));
  const passed = counts.success ? counts.data.stats.expected : 0;
  const failed = counts.success ? counts.data.stats.unexpected + counts.data.stats.flaky : 0;
  const brokeOff = code !== 0 && failed === 0;
  return { name, passed, failed: brokeOff || passed === 0 ? failed + 1 : failed, seconds };
};

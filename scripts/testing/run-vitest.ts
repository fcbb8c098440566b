import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type CheckResult, runShown } from './run-check';

const reportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** Runs one vitest project and counts its tests; a run that breaks off counts as a failure. */
export const runVitest = async (
  name: string,
  project: 'unit' | 'integration',
  environment: Record<string, string>,
): Promise<CheckResult> => {
  console.log(`== ${name}`);
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-vitest-'));
  const report = path.join(directory, 'report.json');
  const { code, seconds } = await runShown(
    'node_modules/.bin/vitest',
    [
      'run',
      '--project',
      project,
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  const text = await readFile(report, 'utf8').catch(() => '{}');
  await rm(directory, { recursive: true, force: true });
  const counts = reportSchema.safeParse(JSON.parse(text));
  const passed = counts.success ? counts.data.numPassedTests : 0;
  const failed = counts.success ? counts.data.numFailedTests : 0;
  const brokeOff = code !== 0 && failed === 0;
  return { name, passed, failed: brokeOff || passed === 0 ? failed + 1 : failed, seconds };
};

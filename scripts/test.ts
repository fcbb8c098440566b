import { existsSync } from 'node:fs';
import { type CheckResult, runCheck } from './testing/run-check';
import { runEndToEnd } from './testing/run-end-to-end';
import { runVitest } from './testing/run-vitest';
import { versionsToTest } from './testing/versions-to-test';

/**
 * `npm test`: every check there is, in the order in which they are cheap. The last line printed is
 * `N passed, N failed`; the exit code is 1 where anything failed.
 */
const results: CheckResult[] = [];

const record = async (step: Promise<CheckResult>): Promise<void> => {
  const result = await step;
  results.push(result);
  console.log(
    `== ${result.name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds} s`,
  );
};

const bin = (name: string): string => `node_modules/.bin/${name}`;

await record(runCheck('biome', bin('biome'), ['check', '--error-on-warnings', '.']));
await record(runCheck('next typegen', bin('next'), ['typegen']));
await record(runCheck('tsc', bin('tsc'), ['--noEmit']));
await record(runCheck('knip', bin('knip'), []));
await record(runVitest('unit', 'unit', {}));
const versions = await versionsToTest();
for (const [index, programs] of versions.entries()) {
  await record(
    runVitest(`integration on etcd ${programs.version}`, 'integration', {
      ETCD_BIN_DIR: programs.directory,
      // What does not touch etcd need not run once per version.
      ETCDSCOPE_TEST_SCOPE: index === 0 ? 'all' : 'etcd',
    }),
  );
}
const build = ['--import', './scripts/typescript.mjs', 'scripts/build.ts'];
await record(runCheck('next build', process.execPath, build));
if (existsSync('.next/BUILD_ID')) {
  await record(runEndToEnd());
} else {
  results.push({ name: 'end to end', passed: 0, failed: 1, seconds: 0 });
}

const sum = (pick: (result: CheckResult) => number): number =>
  results.reduce((total, result) => total + pick(result), 0);
const failed = sum((result) => result.failed);

for (const result of results) {
  console.log(`${result.failed === 0 ? 'ok    ' : 'FAILED'} ${result.name} (${result.seconds} s)`);
}
console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project-root';
import { runCommand } from '../run-command';

const built = ['app', 'components', 'lib', 'messages'];
const builtFiles = ['next.config.ts', 'proxy.ts', 'instrumentation.ts', 'package-lock.json'];
const stampFile = path.join(projectRoot, '.next', 'etcdscope-sources');

const sourceFiles = (): string[] => [
  ...built.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  ),
  ...builtFiles,
];

/** A digest of everything the build reads. */
const sourcesDigest = (): string => {
  const hash = createHash('sha256');
  for (const file of sourceFiles().sort()) {
    const whole = path.join(projectRoot, file);
    if (existsSync(whole) && statSync(whole).isFile()) {
      hash.update(file).update('\0').update(readFileSync(whole));
    }
  }
  return hash.digest('hex');
};

const isBuilt = (digest: string): boolean =>
  existsSync(path.join(projectRoot, '.next', 'BUILD_ID')) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === digest;

/** Builds the application for production, unless this very source has been built before. */
export const buildOnce = async (): Promise<void> => {
  const digest = sourcesDigest();
  if (isBuilt(digest)) {
    return;
  }
  const next = path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next');
  await runCommand(process.execPath, [next, 'build'], {
    directory: projectRoot,
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  writeFileSync(stampFile, digest);
};

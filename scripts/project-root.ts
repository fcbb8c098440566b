import path from 'node:path';

/** The folder that holds package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '..');

/** A path under `.cache`, where everything fetched or built for tests and the demo is kept. */
export const cachePath = (...segments: string[]): string =>
  path.join(projectRoot, '.cache', ...segments);

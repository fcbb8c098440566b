import { existsSync } from 'node:fs';
import path from 'node:path';

/** The first program of one of these names in a directory of PATH; undefined where there is none. */
export const programOnPath = (...names: readonly string[]): string | undefined =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((directory) => names.map((name) => path.join(directory, name)))
    .find((file) => existsSync(file));

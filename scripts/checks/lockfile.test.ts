import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root';

type Package = {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
};

const lock: { packages: Record<string, Package> } = JSON.parse(
  readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8'),
);

const isLocked = (from: string, name: string): boolean =>
  `${from}/node_modules/${name}` in lock.packages || `node_modules/${name}` in lock.packages;

describe('package-lock.json', () => {
  it('has the packages of every platform (else run scripts/complete-lockfile.mjs)', () => {
    const missing = Object.entries(lock.packages).flatMap(
      ([place, { optionalDependencies = {} }]) =>
        Object.entries(optionalDependencies)
          .filter(([name, version]) => /^\d/.test(version) && !isLocked(place, name))
          .map(([name]) => name),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([]);
  });

  it('is of exact versions only', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
    );
    const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

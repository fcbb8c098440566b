import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root';

/** Who may import what of ours, by folder: the table of docs/architecture.md. First match wins. */
const layers: { folder: string; mayImport: string[] }[] = [
  { folder: 'components/ui', mayImport: ['components/ui', 'lib/domain/format'] },
  { folder: 'components', mayImport: ['components', 'lib/api', 'lib/domain', 'messages'] },
  { folder: 'app/api', mayImport: ['lib/server', 'lib/domain'] },
  { folder: 'app', mayImport: ['app', 'components', 'lib', 'messages', 'package.json'] },
  { folder: 'lib/domain', mayImport: ['lib/domain'] },
  { folder: 'lib/api', mayImport: ['lib/api', 'lib/domain'] },
  {
    folder: 'lib/server/etcd',
    mayImport: ['lib/server/etcd', 'lib/server/config', 'lib/server/shared-instance', 'lib/domain'],
  },
  {
    folder: 'lib/server/store',
    mayImport: [
      'lib/server/store',
      'lib/server/config',
      'lib/server/shared-instance',
      'lib/domain',
    ],
  },
  {
    // The OpenAPI document is made of the declarations in the routes themselves.
    folder: 'lib/server/http/route-declarations.ts',
    mayImport: ['lib/server', 'app/api', 'app/livez', 'app/metrics', 'app/readyz'],
  },
  {
    // Mails are in the words of the pages.
    folder: 'lib/server/alerts/write-mail.ts',
    mayImport: ['lib/server', 'lib/domain', 'messages'],
  },
  {
    // So are dashboards and rules that are given away.
    folder: 'lib/server/monitoring/load-words.ts',
    mayImport: ['lib/server', 'lib/domain', 'messages'],
  },
  { folder: 'lib/server', mayImport: ['lib/server', 'lib/domain'] },
];

/** Packages that only one folder may touch. */
const guardedPackages: { packages: RegExp; folder: string }[] = [
  { packages: /^(@grpc\/|etcd3$|cockatiel$)/, folder: 'lib/server/etcd' },
  { packages: /^(kysely|libsql)/, folder: 'lib/server/store' },
];

const sources = ['app', 'components', 'lib']
  .flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.split(path.sep).join('/')),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  // What only tests use may use what they may.
  .filter((file) => !/\/(generated|testing)\//.test(file));

const importPattern = /(?:from|import)\s*\(?\s*'([^']+)'/g;

const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(projectRoot, file), 'utf8').matchAll(importPattern)].map(
    ([, specifier]) => specifier ?? '',
  );

const resolveOwn = (file: string, specifier: string): string | undefined => {
  if (specifier.startsWith('@/')) {
    return specifier.slice(2);
  }
  return specifier.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
    : undefined;
};

const isUnder = (file: string, folder: string): boolean =>
  file === folder || file.startsWith(`${folder}/`);

describe('architecture', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('keeps every import within the layers', () => {
    const breaches = sources.flatMap((file) => {
      const layer = layers.find(({ folder }) => isUnder(file, folder));
      return importsOf(file)
        .map((specifier) => resolveOwn(file, specifier))
        .filter((target) => target !== undefined)
        .filter((target) => !layer?.mayImport.some((folder) => isUnder(target, folder)))
        .map((target) => `${file} imports ${target}`);
    });
    expect(breaches).toEqual([]);
  });

  it('keeps gRPC and SQL each in one folder', () => {
    const breaches = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) =>
          guardedPackages.some(
            ({ packages, folder }) => packages.test(specifier) && !isUnder(file, folder),
          ),
        )
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(breaches).toEqual([]);
  });

  it('marks every server module as server-only', () => {
    const unmarked = sources
      .filter((file) => isUnder(file, 'lib/server'))
      .filter(
        (file) =>
          !readFileSync(path.join(projectRoot, file), 'utf8').startsWith("import 'server-only';"),
      );
    expect(unmarked).toEqual([]);
  });

  it('keeps files small: 400 lines at the most', () => {
    const long = sources.filter(
      (file) => readFileSync(path.join(projectRoot, file), 'utf8').split('\n').length > 400,
    );
    expect(long).toEqual([]);
  });

  it('finds every module named in docs/architecture.md', () => {
    const text = readFileSync(path.join(projectRoot, 'docs/architecture.md'), 'utf8');
    const named = [
      ...text.matchAll(/`((?:app|components|lib|scripts|e2e|bench|messages)\/[\w./()[\]-]+)`/g),
    ];
    const missing = named
      .map(([, file]) => file ?? '')
      .filter((file) => !existsSync(path.join(projectRoot, file)));
    expect(missing).toEqual([]);
  });
});

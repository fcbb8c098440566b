import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/** Integration tests in which no etcd runs: the suite repeats the others once per etcd version. */
const withoutEtcd = [
  'lib/server/{accounts,audit,front,http,store,tokens}/**',
  'lib/server/metrics/read-panels.integration.test.ts',
  'scripts/kubernetes/**',
];

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      'server-only': path.join(root, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['{app,components,lib,scripts,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{lib,scripts}/**/*.integration.test.ts'],
          exclude: process.env.ETCDSCOPE_TEST_SCOPE === 'etcd' ? withoutEtcd : [],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

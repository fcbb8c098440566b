import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/**
 * The suite repeats integration tests once per etcd version, but not those in which no etcd runs,
 * and not those that use it only through what the tests of keys, etcd and history cover.
 */
const withoutVersions = [
  'lib/server/{bulk,search,space}/**',
  'lib/server/{performance,telemetry}/**',
  'lib/server/{accounts,advisor,alerts,audit,front,http,monitoring,prometheus,store,tokens}/**',
  'lib/server/metrics/{read-panels,list-marks,prometheus-agreement}.integration.test.ts',
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
          exclude: process.env.ETCDSCOPE_TEST_SCOPE === 'etcd' ? withoutVersions : [],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

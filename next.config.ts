import type { NextConfig } from 'next';
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants';
import { basePathPlaceholder } from './lib/domain/base-path';

/** A production build carries the placeholder; `next dev` runs without the front and without a prefix. */
const nextConfig = (phase: string): NextConfig => {
  const basePath = phase === PHASE_DEVELOPMENT_SERVER ? '' : basePathPlaceholder;
  return {
    basePath,
    env: { ETCDSCOPE_BASE_PATH: basePath },
    agentRules: false,
    poweredByHeader: false,
    // The front compresses, after the placeholder is replaced.
    compress: false,
    images: { unoptimized: true },
    reactCompiler: true,
    skipTrailingSlashRedirect: true,
    productionBrowserSourceMaps: false,
    // `npm test` checks types on their own; the demo should not wait for them.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: [
      'etcd3',
      '@grpc/grpc-js',
      '@grpc/proto-loader',
      'libsql',
      'pino',
      'prom-client',
    ],
  };
};

export default nextConfig;

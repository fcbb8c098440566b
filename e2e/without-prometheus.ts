import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Dashboard, startDashboard } from '../scripts/dashboard/start-dashboard';
import { demoSettings } from '../scripts/demo/demo-settings';
import { freePorts } from '../scripts/free-ports';
import { passwords, type RunningDemo } from './running-demo';

/** Uses an etcdscope on the demo's cluster whose configured Prometheus does not answer. */
export const withoutPrometheus = async (
  page: Page,
  { cluster, directory }: RunningDemo,
  use: (dashboard: Dashboard, prometheusHost: string) => Promise<void>,
): Promise<void> => {
  const [port] = await freePorts(1);
  const { config, files } = cluster;
  const { ca, certificate, key } = files;
  const dashboard = await startDashboard({
    directory: path.join(directory, `without-prometheus-${port}`),
    settings: {
      ...demoSettings(cluster),
      scrapeIntervalSeconds: 5,
      clusters: [
        {
          name: 'demo',
          endpoints: config.endpoints,
          tls: { ca, certificate, key },
          prometheus: { url: `http://127.0.0.1:${port}`, matchers: 'job="etcd"' },
        },
      ],
    },
  });
  try {
    await dashboard.addAccount('viewer', 'viewer', passwords.viewer);
    await use(dashboard, `127.0.0.1:${port}`);
  } finally {
    // An open page would tell that the server is gone.
    await page.goto('about:blank');
    await dashboard.stop();
  }
};

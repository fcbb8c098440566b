import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '@/lib/server/config/configuration';
import { configuration } from '@/lib/server/config/load-configuration';
import { eventHub } from '@/lib/server/events/hub';
import { defaultLimits } from '@/lib/server/front/front-settings';
import { startApplication } from '@/lib/server/front/start-application';
import { startFront } from '@/lib/server/front/start-front';
import { stopGracefully } from '@/lib/server/front/stop-gracefully';
import { processState } from '@/lib/server/process-state';

const projectDirectory = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const readConfiguration = (): Configuration => {
  try {
    return configuration();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
};

const start = async (): Promise<void> => {
  const { host, port, basePath, trustForwardedPrefix, frameAncestors } = readConfiguration();
  const application = await startApplication(projectDirectory);
  const front = await startFront(
    {
      upstreamSocket: application.socket,
      apiMethods: application.methods,
      basePath,
      trustForwarded: trustForwardedPrefix,
      frameAncestors,
      limits: defaultLimits,
    },
    host,
    port,
  );
  const shownHost = host.includes(':') ? `[${host}]` : host;
  console.log(`etcdscope listens on http://${shownHost}:${front.port}${basePath}/`);

  const stop = async (): Promise<void> => {
    const state = processState();
    if (state.shuttingDown) {
      process.exit(1);
    }
    await stopGracefully({ state, hub: eventHub(), front, application });
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
};

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

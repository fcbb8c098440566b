import { existsSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Configuration } from '@/lib/server/config/configuration';
import { configuration } from '@/lib/server/config/load-configuration';
import { eventHub } from '@/lib/server/events/hub';
import { defaultLimits } from '@/lib/server/front/front-settings';
import { type Application, startApplication } from '@/lib/server/front/start-application';
import { explainDirectoryFailure, explainListenFailure } from '@/lib/server/front/start-failure';
import { type Front, startFront } from '@/lib/server/front/start-front';
import { stopGracefully } from '@/lib/server/front/stop-gracefully';
import { processState } from '@/lib/server/process-state';
import { lockDirectory } from '@/lib/server/store/lock-directory';
import { projectRoot } from './project-root';

// V8 lets a heap of some hundred megabytes almost double before it looks for what is no longer used:
// a search of a million keys, of which few are held at a time, would take 200 MB and not 70.
setFlagsFromString('--heap-growing-percent=20');

const refuseToStart = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};

const readConfiguration = (): Configuration => {
  try {
    return configuration();
  } catch (error) {
    return refuseToStart(error instanceof Error ? error.message : String(error));
  }
};

/** Two processes would take each other's unfinished work for that of a crash. */
const lockOrRefuse = (directory: string, variable: string): (() => void) => {
  try {
    const unlock = lockDirectory(directory);
    return (
      unlock ??
      refuseToStart(`Another etcdscope uses ${directory}; stop it, or set ${variable} to another.`)
    );
  } catch (error) {
    return refuseToStart(explainDirectoryFailure(error, directory, variable));
  }
};

const listen = async (application: Application, settings: Configuration): Promise<Front> => {
  const { host, port, basePath, trustForwardedPrefix, frameAncestors } = settings;
  try {
    return await startFront(
      {
        upstreamSocket: application.socket,
        apiMethods: application.methods,
        nameRoute: application.templates,
        basePath,
        trustForwarded: trustForwardedPrefix,
        frameAncestors,
        limits: defaultLimits,
      },
      host,
      port,
    );
  } catch (error) {
    await application.close();
    const sentence = explainListenFailure(error, host, port);
    return sentence === undefined ? Promise.reject(error) : refuseToStart(sentence);
  }
};

const start = async (): Promise<void> => {
  const settings = readConfiguration();
  if (!existsSync(path.join(projectRoot, '.next', 'BUILD_ID'))) {
    refuseToStart('There is no build yet; run npm run build first.');
  }
  const locks = [
    lockOrRefuse(settings.dataDirectory, 'ETCDSCOPE_DATA_DIR'),
    lockOrRefuse(settings.backupDirectory, 'ETCDSCOPE_BACKUP_DIR'),
  ];
  const application = await startApplication(projectRoot);
  const front = await listen(application, settings);
  const { host, basePath, clusters } = settings;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  console.log(`etcdscope listens on http://${shownHost}:${front.port}${basePath}/`);
  if (clusters.length === 0) {
    console.log(
      'No cluster was found. Set ETCDCTL_ENDPOINTS or ETCDSCOPE_CONFIG; npm run etcdscope -- doctor tells what was tried.',
    );
  }

  const stop = async (): Promise<void> => {
    const state = processState();
    if (state.shuttingDown) {
      process.exit(1);
    }
    await stopGracefully({ state, hub: eventHub(), front, application });
    for (const unlock of locks) {
      unlock();
    }
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
};

start().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

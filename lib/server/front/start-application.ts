import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import next from 'next';
import type { NameRoute } from '../telemetry/measure-request';
import { askApplication } from './ask-application';
import { type DeclaredMethods, declaredMethods, declaredTemplates } from './declared-methods';

/** The Next application, reachable through the front only. */
export type Application = {
  /** Unix domain socket in a folder that only this user may enter. */
  socket: string;
  /** What its API has, as its own OpenAPI document tells. */
  methods: DeclaredMethods;
  /** Names its paths by their templates. */
  templates: NameRoute;
  close: () => Promise<void>;
};

const listen = (server: Server, socket: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });

const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The front keeps the clocks; here they would only cut connections that it is about to reuse. */
const withoutTimeouts = {
  keepAliveTimeout: 0,
  headersTimeout: 0,
  requestTimeout: 0,
};

/**
 * Starts the built application of a project folder in this process, listening on a private Unix
 * domain socket, so that nobody gets past the front. Rejects where there is no build.
 */
export const startApplication = async (projectDirectory: string): Promise<Application> => {
  const application = next({ dev: false, dir: projectDirectory });
  await application.prepare();
  const handle = application.getRequestHandler();
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-'));
  const socket = path.join(directory, 'application.sock');
  const server = createServer(withoutTimeouts, (request, response) => {
    void handle(request, response);
  });
  await listen(server, socket);
  const document = await askApplication(socket, '/api/v1/openapi.json');
  return {
    socket,
    methods: declaredMethods(document),
    templates: declaredTemplates(document),
    close: async () => {
      await stopListening(server);
      await application.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

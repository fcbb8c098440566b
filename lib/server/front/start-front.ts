import 'server-only';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { processState } from '../process-state';
import { measureRequest } from '../telemetry/measure-request';
import { answerProblem } from './answer-problem';
import type { FrontSettings } from './front-settings';
import { passOn } from './pass-on';
import { withoutPrefix } from './public-prefix';
import { type Refusal, refuseShape, refuseTarget } from './refuse-request';
import { requestOrigin } from './request-origin';
import { securityHeaders } from './security-headers';

/** The listening front. */
export type Front = {
  /** Where it listens. */
  port: number;
  /** Resolves once no request is being answered. */
  drained: () => Promise<void>;
  /** Stops listening and cuts what is left. */
  close: () => Promise<void>;
};

const connectionCheckMilliseconds = 2_000;

const shuttingDown: Refusal = {
  status: 503,
  code: 'shutting_down',
  detail: 'The server is shutting down; try again in a moment.',
};

const isHealthCheck = (path: string): boolean => path === '/livez' || path === '/readyz';

const isStatic = (path: string): boolean => path.startsWith('/_next/static/');

const refuse = (
  request: IncomingMessage,
  path: string,
  { apiMethods }: FrontSettings,
): Refusal | undefined => {
  if (processState().shuttingDown && !isHealthCheck(path) && !isStatic(path)) {
    return shuttingDown;
  }
  return refuseTarget(request, path, apiMethods);
};

const handleRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  settings: FrontSettings,
  agent: Agent,
): void => {
  const badShape = refuseShape(request);
  const origin = requestOrigin(request, settings);
  const headers = securityHeaders({ ...origin, frameAncestors: settings.frameAncestors });
  const path = withoutPrefix(request.url ?? '/', origin.prefix);
  measureRequest(request, response, path, settings.nameRoute);
  const refusal = badShape ?? refuse(request, path, settings);
  if (refusal !== undefined) {
    answerProblem(response, refusal, headers);
    return;
  }
  if (processState().shuttingDown) {
    response.setHeader('connection', 'close');
  }
  passOn({ request, response, origin, path, securityHeaders: headers, settings, agent });
};

const statusOfClientError: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What is not even HTTP gets the shortest answer there is. */
const answerClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = statusOfClientError[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** Counts what is being answered and says when the count falls to zero. */
class ActiveRequests {
  #count = 0;
  #waiting: (() => void)[] = [];

  add(response: ServerResponse): void {
    this.#count += 1;
    response.once('close', () => {
      this.#count -= 1;
      if (this.#count === 0) {
        for (const resolve of this.#waiting.splice(0)) {
          resolve();
        }
      }
    });
  }

  drained(): Promise<void> {
    return this.#count === 0
      ? Promise.resolve()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/**
 * Starts the HTTP server that everybody talks to: it checks requests, puts the public prefix in
 * and out, and passes them to the application on its private socket. Rejects where it cannot
 * listen. Port 0 chooses a free one.
 */
export const startFront = async (
  settings: FrontSettings,
  host: string,
  port: number,
): Promise<Front> => {
  const { limits } = settings;
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const active = new ActiveRequests();
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMilliseconds,
    // Bodies have their own clock, so a slow but moving one may take its time.
    requestTimeout: 0,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    connectionsCheckingInterval: connectionCheckMilliseconds,
  });
  server.maxConnections = limits.connections;
  server.on('request', (request, response) => {
    active.add(response);
    handleRequest(request, response, settings, agent);
  });
  server.on('clientError', answerClientError);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => socket.destroy());
  return {
    port: await listen(server, host, port),
    drained: () => active.drained(),
    close: () => closeServer(server, agent),
  };
};

const closeServer = (server: Server, agent: Agent): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    agent.destroy();
  });

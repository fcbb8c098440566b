import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultLimits, type FrontSettings } from './front-settings';
import { startFront } from './start-front';

/** What a test sends; the body may be written in parts. */
type TestRequest = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
};

/** A whole answer. */
type TestAnswer = {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
};

/** A front before a small application of the test's own, both real servers. */
export type TestFront = {
  port: number;
  ask: (url: string, request?: TestRequest) => Promise<TestAnswer>;
  /** Opens a request and gives its answer as a stream. */
  open: (url: string, request?: TestRequest) => Promise<IncomingMessage>;
  /** Sends bytes as they are and gives all that comes back until the connection ends. */
  sendRaw: (text: string) => Promise<string>;
  drained: () => Promise<void>;
  close: () => Promise<void>;
};

const bytesOf = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const openRequest = (port: number, url: string, sent: TestRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = sent;
    const request = httpRequest({ host: '127.0.0.1', port, path: url, method, headers }, resolve);
    request.on('error', reject);
    request.end(body);
  });

const sendRaw = (port: number, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      answer += part;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });

/** Starts a front before `application`, on a free port; settings stand over the defaults. */
export const startTestFront = async (
  application: RequestListener,
  settings: Partial<Omit<FrontSettings, 'upstreamSocket'>> = {},
): Promise<TestFront> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'front-test-'));
  const upstreamSocket = path.join(directory, 'application.sock');
  const server = createServer(application);
  await new Promise<void>((resolve) => {
    server.listen(upstreamSocket, resolve);
  });
  const front = await startFront(
    {
      upstreamSocket,
      apiMethods: () => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      nameRoute: () => undefined,
      basePath: '',
      trustForwarded: false,
      frameAncestors: [],
      limits: defaultLimits,
      ...settings,
    },
    '127.0.0.1',
    0,
  );
  const { port } = front;
  return {
    port,
    ask: async (url, request = {}) => {
      const answer = await openRequest(port, url, request);
      return {
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: await bytesOf(answer),
      };
    },
    open: (url, request = {}) => openRequest(port, url, request),
    sendRaw: (text) => sendRaw(port, text),
    drained: front.drained,
    close: async () => {
      await front.close();
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

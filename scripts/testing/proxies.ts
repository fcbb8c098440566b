import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import { type Duplex, pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';

/** A running reverse proxy. */
export type ReverseProxy = {
  /** Where the proxied application is, prefix included, without a trailing slash. */
  url: string;
  /** Scheme, host and port alone. */
  origin: string;
  close: () => Promise<void>;
};

/** What a request becomes on its way, and what happens to the answer. */
type Behaviour = {
  /** Path and query for the application, or undefined where the proxy answers 404 itself. */
  path: (url: string) => string | undefined;
  headers: (request: IncomingMessage) => IncomingHttpHeaders;
  compress?: boolean;
  /** Pages the proxy serves itself, by path. */
  pages?: Record<string, string>;
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(
        `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
      );
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** As the `compression` module of a Koa server: all but `no-transform`, and without flushing. */
const mayCompress = (request: IncomingMessage, answer: IncomingMessage): boolean =>
  /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '') &&
  !/no-transform/.test(answer.headers['cache-control'] ?? '') &&
  answer.headers['content-encoding'] === undefined &&
  request.method !== 'HEAD' &&
  answer.statusCode !== 304 &&
  answer.statusCode !== 204;

const sendAnswer = (
  answer: IncomingMessage,
  response: ServerResponse,
  isCompressed: boolean,
): void => {
  const headers = { ...answer.headers };
  delete headers.connection;
  delete headers['transfer-encoding'];
  if (!isCompressed) {
    response.writeHead(answer.statusCode ?? 502, headers);
    pipeline(answer, response, () => undefined);
    return;
  }
  delete headers['content-length'];
  response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-encoding': 'gzip' });
  pipeline(answer, createGzip(), response, () => undefined);
};

const forward = (
  upstream: URL,
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const url = request.url ?? '/';
  const page = behaviour.pages?.[url];
  if (page !== undefined) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    return;
  }
  const path = behaviour.path(url);
  if (path === undefined) {
    response.writeHead(404).end('not proxied');
    return;
  }
  const sent = httpRequest(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path,
      headers: behaviour.headers(request),
      setHost: false,
    },
    (answer) =>
      sendAnswer(answer, response, behaviour.compress === true && mayCompress(request, answer)),
  );
  sent.on('error', () =>
    response.headersSent ? response.destroy() : response.writeHead(502).end(),
  );
  response.on('close', () => sent.destroy());
  request.pipe(sent);
};

/** Upgrades go to the application as they came, with only the proxy's own headers added. */
const forwardUpgrade = (
  upstream: URL,
  behaviour: Behaviour,
  request: IncomingMessage,
  socket: Duplex,
): void => {
  const target = connect(Number(upstream.port), upstream.hostname, () => {
    const headers = {
      ...behaviour.headers(request),
      // KubeSphere adds its identity headers to plain requests only: here the client's own pass.
      ...request.headers,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    target.write(
      `GET ${behaviour.path(request.url ?? '/') ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`,
    );
  });
  pipeline(target, socket, () => undefined);
  pipeline(socket, target, () => undefined);
};

const startProxy = async (
  upstreamUrl: string,
  prefix: string,
  behaviour: Behaviour,
): Promise<ReverseProxy> => {
  const upstream = new URL(upstreamUrl);
  const server = createServer((request, response) =>
    forward(upstream, behaviour, request, response),
  );
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) =>
    forwardUpgrade(upstream, behaviour, request, socket),
  );
  const origin = await listen(server);
  return { url: `${origin}${prefix}`, origin, close: () => close(server) };
};

const isBelow = (url: string, prefix: string): boolean =>
  url === prefix || url.startsWith(`${prefix}/`) || url.startsWith(`${prefix}?`);

const stripped = (url: string, prefix: string): string | undefined => {
  const rest = url.slice(prefix.length);
  return isBelow(url, prefix) ? (rest.startsWith('/') ? rest : `/${rest}`) : undefined;
};

const forwardedHeaders = (request: IncomingMessage, prefix: string): IncomingHttpHeaders => ({
  ...request.headers,
  'x-forwarded-prefix': prefix,
  'x-forwarded-proto': 'http',
  'x-forwarded-host': request.headers.host ?? '',
  'x-forwarded-for': request.socket.remoteAddress ?? '',
});

/** A proxy that takes the prefix off the path and tells it in `X-Forwarded-Prefix`, as Traefik does. */
export const startStrippingProxy = (upstream: string, prefix: string): Promise<ReverseProxy> =>
  startProxy(upstream, prefix, {
    path: (url) => stripped(url, prefix),
    headers: (request) => forwardedHeaders(request, prefix),
  });

/** A proxy that leaves the prefix in the path; `announce` tells it in `X-Forwarded-Prefix` too. */
export const startKeepingProxy = (
  upstream: string,
  prefix: string,
  announce = true,
): Promise<ReverseProxy> =>
  startProxy(upstream, prefix, {
    path: (url) => (isBelow(url, prefix) ? url : undefined),
    headers: (request) => (announce ? forwardedHeaders(request, prefix) : request.headers),
  });

/** How a KubeSphere console and API server treat our requests. */
export type KubeSphereOptions = {
  upstream: string;
  prefix: string;
  /** The shared secret that `headerUp` of the ReverseProxy adds. */
  secret: string;
  user: string;
  groups: readonly string[];
  /** Pages of the console itself, by path: for example one that frames us. */
  pages?: Record<string, string>;
};

const identityNames = /^x-remote-(user|group|uid|extra-.*)$/;

const kubeSphereHeaders = (
  request: IncomingMessage,
  { upstream, secret, user, groups }: KubeSphereOptions,
): IncomingHttpHeaders => {
  const kept = Object.entries(request.headers).filter(
    ([name]) => name !== 'cookie' && name !== 'referer' && !identityNames.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    host: new URL(upstream).host,
    'x-remote-user': user,
    'x-remote-group': groups.join(', '),
    'x-etcdscope-proxy-secret': secret,
  };
};

/** Path decoded, query sorted and encoded anew, as Go's url.Values does. */
const rewrittenUrl = (url: string): string => {
  const { pathname, searchParams } = new URL(url, 'http://console');
  searchParams.sort();
  const query = searchParams.toString();
  return `${encodeURI(decodeURIComponent(pathname))}${query === '' ? '' : `?${query}`}`;
};

/**
 * The way through a KubeSphere 4 console: the prefix stays, cookies and referer are dropped, Host
 * is replaced, answers are compressed unless `no-transform`, identity headers and the secret are
 * added; upgrades bypass the identity headers.
 */
export const startKubeSphereProxy = (options: KubeSphereOptions): Promise<ReverseProxy> =>
  startProxy(options.upstream, options.prefix, {
    path: (url) => (isBelow(url, options.prefix) ? rewrittenUrl(url) : undefined),
    headers: (request) => kubeSphereHeaders(request, options),
    compress: true,
    pages: options.pages,
  });

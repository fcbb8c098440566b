import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { metrics } from './metrics';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** A path of the API as its template, whether its answer is an endless stream; or undefined. */
export type NameRoute = (path: string) => { template: string; isStream: boolean } | undefined;

const nameOf = (path: string, nameRoute: NameRoute) => {
  const [bare = ''] = path.split('?', 1);
  const route = nameRoute(bare);
  if (route !== undefined) {
    return route;
  }
  if (bare.startsWith('/_next/')) {
    return { template: 'static', isStream: false };
  }
  return { template: bare.startsWith('/api/') ? 'unknown' : 'page', isStream: false };
};

/** Counts and times an answer once it has ended; `path` has no public prefix. */
export const measureRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  nameRoute: NameRoute,
): void => {
  const begun = performance.now();
  response.once('close', () => {
    const { template: route, isStream } = nameOf(path, nameRoute);
    const method = methods.has(request.method ?? '') ? (request.method ?? '') : 'other';
    const status = response.headersSent ? String(response.statusCode) : 'aborted';
    const { httpRequests, httpDuration } = metrics();
    httpRequests.inc({ route, method, status });
    if (!isStream) {
      httpDuration.observe({ route, method }, (performance.now() - begun) / 1_000);
    }
  });
};

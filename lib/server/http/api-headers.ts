import 'server-only';

const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const jsonLinesType = 'application/x-ndjson; charset=utf-8';

/** The headers of every API answer: nothing is cached, sniffed, framed or run. */
export const apiHeaders = (requestId: string): Headers =>
  new Headers({
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': apiPolicy,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });

/** Adds to a handler's own Response what every answer has; a download is sandboxed as well. */
export const guardHeaders = (
  response: Response,
  kind: 'binary' | 'event-stream' | 'json-lines',
  requestId: string,
): Response => {
  const headers = new Headers(response.headers);
  for (const [name, value] of apiHeaders(requestId)) {
    headers.set(name, value);
  }
  if (kind === 'binary') {
    headers.set('content-security-policy', `sandbox; ${apiPolicy}`);
    headers.set('cache-control', 'no-store, no-transform');
    if (!headers.get('content-disposition')?.startsWith('attachment')) {
      headers.set('content-disposition', 'attachment');
    }
  } else {
    const isEvents = kind === 'event-stream';
    headers.set('content-type', isEvents ? 'text/event-stream; charset=utf-8' : jsonLinesType);
    headers.set('cache-control', 'no-cache, no-store, no-transform');
    headers.set('x-accel-buffering', 'no');
  }
  return new Response(response.body, { status: response.status, headers });
};

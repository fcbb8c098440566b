import 'server-only';
import {
  type Agent,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline, type Transform } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { basePathPlaceholder } from '@/lib/domain/base-path';
import { answerHeaders } from './answer-headers';
import { isUnchanged, planAnswer } from './answer-plan';
import { answerProblem } from './answer-problem';
import type { ContentEncoding } from './choose-encoding';
import type { FrontSettings } from './front-settings';
import { upstreamPath } from './public-prefix';
import type { Refusal } from './refuse-request';
import { ReplaceText } from './replace-text';
import { BodyError, BoundedBody } from './request-body';
import type { RequestOrigin } from './request-origin';
import { upstreamHeaders } from './upstream-headers';

/** One request that was found acceptable. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  origin: RequestOrigin;
  /** Path and query without the public prefix. */
  path: string;
  securityHeaders: Record<string, string>;
  settings: FrontSettings;
  agent: Agent;
};

/** Each chunk is flushed, so that a page streamed in parts arrives in parts. */
const createCompressor = (encoding: ContentEncoding): Transform =>
  encoding === 'gzip'
    ? createGzip({ level: 6, flush: constants.Z_SYNC_FLUSH })
    : createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
      });

const tooLarge: Refusal = {
  status: 413,
  code: 'too_large',
  detail: 'The request body is too large.',
};

const refusalOf = (error: Error): Refusal => {
  if (error instanceof BodyError) {
    return error.failure === 'too_large'
      ? tooLarge
      : { status: 408, code: 'deadline_exceeded', detail: 'The request body came too slowly.' };
  }
  return { status: 502, code: 'internal', detail: 'The application did not answer; try again.' };
};

const passAnswerOn = (exchange: Exchange, upstream: IncomingMessage): void => {
  const { request, response, origin, path } = exchange;
  const plan = planAnswer({
    method: request.method ?? 'GET',
    path,
    acceptEncoding: request.headers['accept-encoding']?.toString() ?? '',
    status: upstream.statusCode ?? 502,
    headers: upstream.headers,
  });
  response.writeHead(upstream.statusCode ?? 502, {
    ...exchange.securityHeaders,
    ...answerHeaders(upstream.headers, origin.prefix, plan),
  });
  // Some answers send their headers long before their first byte.
  response.flushHeaders();
  const changes: Transform[] = [];
  if (plan.rewrite) {
    changes.push(new ReplaceText(basePathPlaceholder, origin.prefix));
  }
  if (plan.encoding !== undefined) {
    changes.push(createCompressor(plan.encoding));
  }
  // A connection lost on either side destroys all of them, which is all there is to do.
  pipeline([upstream, ...changes, response], () => undefined);
};

/** Sends a request to the application and its answer to the client, both as streams. */
export const passOn = (exchange: Exchange): void => {
  const { request, response, origin, path, settings } = exchange;
  const { bodyBytes, bodyIdleMilliseconds } = settings.limits;
  if (Number(request.headers['content-length'] ?? 0) > bodyBytes) {
    answerProblem(response, tooLarge, exchange.securityHeaders);
    return;
  }
  const upstream = httpRequest({
    socketPath: settings.upstreamSocket,
    agent: exchange.agent,
    method: request.method,
    path: upstreamPath(path),
    headers: upstreamHeaders(request, origin, isUnchanged(path)),
    setHost: false,
  });
  upstream.on('response', (answer) => passAnswerOn(exchange, answer));
  response.on('close', () => upstream.destroy());
  const body = new BoundedBody(bodyBytes, bodyIdleMilliseconds);
  upstream.on('error', (error) => {
    const refusal = refusalOf(body.errored ?? error);
    answerProblem(response, refusal, exchange.securityHeaders);
  });
  // What goes wrong with the body destroys the request to the application, which then says so.
  pipeline(request, body, upstream, () => undefined);
};

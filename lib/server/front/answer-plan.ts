import 'server-only';
import type { IncomingHttpHeaders } from 'node:http';
import { type ContentEncoding, chooseEncoding } from './choose-encoding';

/** What is done to the body of an answer on its way out. */
export type AnswerPlan = {
  /** Whether the placeholder is replaced in the body. */
  rewrite: boolean;
  encoding: ContentEncoding | undefined;
  /** Whether the choice of encoding depended on the request. */
  varies: boolean;
};

/** What the plan depends on. */
export type AnswerFacts = {
  method: string;
  /** Path without the public prefix. */
  path: string;
  acceptEncoding: string;
  status: number;
  headers: IncomingHttpHeaders;
};

const textTypes =
  /^(text\/|image\/svg\+xml|application\/([a-z0-9.-]+\+)?(json|javascript|xml)\b|application\/yaml\b)/;

/** Shorter bodies fit into one packet either way. */
const worthCompressing = 1_024;

const isApi = (path: string): boolean => path.startsWith('/api/');

/**
 * Whether byte positions in the answer are those of the application. Answers of the API hold user
 * data, never a link of ours, so they pass unchanged; all else may carry the placeholder.
 */
export const isUnchanged = isApi;

/** Decides what happens to a body; event streams, downloads and `no-transform` pass untouched. */
export const planAnswer = (facts: AnswerFacts): AnswerPlan => {
  const { method, path, status, headers } = facts;
  const type = headers['content-type'] ?? '';
  const isText = textTypes.test(type) && !type.startsWith('text/event-stream');
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  const isFixed = /\bno-transform\b/.test(headers['cache-control'] ?? '') || status === 206;
  const isEncoded = headers['content-encoding'] !== undefined;
  const length = Number(headers['content-length'] ?? Number.POSITIVE_INFINITY);
  const varies = isText && !isFixed && !isEncoded;
  const compress = varies && hasBody && length >= worthCompressing;
  return {
    rewrite: isText && !isApi(path) && !isEncoded,
    encoding: compress ? chooseEncoding(facts.acceptEncoding) : undefined,
    varies,
  };
};

import 'server-only';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

const timeoutMilliseconds = 10_000;

/** What is sent, and how. */
export type JsonPost = {
  url: string;
  body: string;
  headers?: Record<string, string>;
  /** Path of the CA of an https address; undefined: those of the system. */
  ca: string | undefined;
  signal: AbortSignal;
};

/** Why a message did not arrive, in words without secrets. */
export class DeliveryFailure extends Error {}

const failureOf = (error: unknown, timeout: AbortSignal): DeliveryFailure => {
  if (timeout.aborted) {
    return new DeliveryFailure(`no answer within ${timeoutMilliseconds / 1000} s`);
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return new DeliveryFailure(`it cannot be reached (${code ?? 'connection failed'})`, {
    cause: error,
  });
};

/**
 * Posts JSON to a configured address and to no other: redirects are not followed and no proxy of
 * the environment is used. Throws a DeliveryFailure unless it is answered with 2xx within 10 s.
 */
export const postJson = async ({ url, body, headers, ca, signal }: JsonPost): Promise<void> => {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const options = {
    method: 'POST',
    signal: AbortSignal.any([timeout, signal]),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'etcdscope',
      ...headers,
    },
    agent: false,
  } as const;
  const status = await new Promise<number>((resolve, reject) => {
    const target = new URL(url);
    const sent =
      target.protocol === 'https:'
        ? httpsRequest(target, ca === undefined ? options : { ...options, ca: readFileSync(ca) })
        : httpRequest(target, options);
    sent.on('error', reject);
    sent.on('response', (response) => {
      // What it says is of no interest, and may be long.
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sent.end(body);
  }).catch((error: unknown) => {
    throw failureOf(error, timeout);
  });
  if (status < 200 || status > 299) {
    const redirected = status >= 300 && status < 400 ? ', a redirect is not followed' : '';
    throw new DeliveryFailure(`it answered HTTP ${status}${redirected}`);
  }
};

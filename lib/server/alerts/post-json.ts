import 'server-only';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { codeOfError, DeliveryError } from './delivery-error';

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

const failureOf = (error: Error, timeout: AbortSignal): DeliveryError =>
  timeout.aborted
    ? new DeliveryError({ code: 'timeout', seconds: timeoutMilliseconds / 1000 })
    : new DeliveryError({ code: 'unreachable', error: codeOfError(error) ?? error.name }, error);

/**
 * Posts JSON to a configured address and to no other: redirects are not followed and no proxy of
 * the environment is used. Throws a DeliveryError unless it is answered with 2xx within 10 s, and
 * as Node does where the CA or a header cannot be used.
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
    sent.on('error', (error) => reject(failureOf(error, timeout)));
    sent.on('response', (response) => {
      // What it says is of no interest, and may be long.
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    sent.end(body);
  });
  if (status < 200 || status > 299) {
    const isRedirect = status >= 300 && status < 400;
    throw new DeliveryError({ code: isRedirect ? 'redirect' : 'http-status', status });
  }
};

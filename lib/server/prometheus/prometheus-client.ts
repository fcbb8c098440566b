import 'server-only';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { AppError, isAppError } from '@/lib/domain/errors';
import { type PrometheusConfig, secretNow } from '../config/prometheus-config';
import { readResponseText } from '../etcd/response-text';
import { createTlsAgents } from '../etcd/tls-agents';
import { createTlsIdentitySource } from '../etcd/tls-identity';
import { type PrometheusSeries, parseAnswer } from './parse-answer';
import { answerFailure, connectionFailure, lateFailure, refusal } from './prometheus-failures';

const timeoutMilliseconds = 10_000;
const maximumBytes = 16 * 1024 * 1024;
const agentOptions = { keepAlive: true, maxSockets: 6, maxFreeSockets: 6, timeout: 30_000 };

/** When to evaluate a range; milliseconds since 1970, the step in milliseconds. */
export type RangeTimes = { from: number; to: number; step: number };

/** Asks one Prometheus-compatible server. Each question throws an AppError `prometheus_…`. */
export type PrometheusClient = {
  /** Evaluates an expression at a time: a point a series, or all samples of a range selector. */
  instant(expression: string, time: number, signal?: AbortSignal): Promise<PrometheusSeries[]>;
  /** Evaluates an expression at each step of a range, both ends included. */
  range(expression: string, times: RangeTimes, signal?: AbortSignal): Promise<PrometheusSeries[]>;
  close(): void;
};

const authorizationOf = (credentials: PrometheusConfig['credentials']): string | undefined => {
  switch (credentials?.kind) {
    case 'bearer':
      return `Bearer ${secretNow(credentials.token)}`;
    case 'basic': {
      const pair = `${credentials.username}:${secretNow(credentials.password)}`;
      return `Basic ${Buffer.from(pair).toString('base64')}`;
    }
    default:
      return undefined;
  }
};

/**
 * A client of the configured URL and of nothing else: redirects are not followed, no proxy of the
 * environment is used, answers are bounded in time and size.
 */
export const createPrometheusClient = (config: PrometheusConfig): PrometheusClient => {
  const { host } = new URL(config.url);
  const agents = createTlsAgents(createTlsIdentitySource(config.tls), agentOptions);

  const request = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const authorization = authorizationOf(config.credentials);
      const headers = {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        ...(authorization === undefined ? {} : { authorization }),
      };
      const sent =
        url.protocol === 'https:'
          ? httpsGet(url, { signal, headers, agent: agents.secure() }, resolve)
          : httpGet(url, { signal, headers, agent: agents.plain }, resolve);
      sent.on('error', reject);
    });

  const readAnswer = async (response: IncomingMessage): Promise<PrometheusSeries[]> => {
    const status = response.statusCode ?? 0;
    if (status === 401 || status === 403 || (status >= 300 && status < 400)) {
      response.resume();
      throw status < 400
        ? answerFailure(host, `it redirects (HTTP ${status}), which is not followed`)
        : refusal(host, status);
    }
    const { text } = await readResponseText(response, maximumBytes);
    const answer =
      text === undefined ? { failure: 'its answer is longer than is taken' } : parseAnswer(text);
    if ('failure' in answer) {
      const suffix = status === 200 ? '' : ` (HTTP ${status})`;
      throw answerFailure(host, `${answer.failure}${suffix}`);
    }
    return answer;
  };

  const ask = async (
    endpoint: string,
    parameters: Record<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<PrometheusSeries[]> => {
    const url = new URL(`${config.url}/api/v1/${endpoint}?${new URLSearchParams(parameters)}`);
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    try {
      const both = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
      return await readAnswer(await request(url, both));
    } catch (error) {
      if (signal?.aborted) {
        throw new AppError('cancelled', { detail: 'The request was cancelled.', cause: error });
      }
      if (isAppError(error)) {
        throw error;
      }
      throw timeout.aborted
        ? lateFailure(host, timeoutMilliseconds)
        : connectionFailure(host, error);
    }
  };

  return {
    instant: (query, time, signal) => ask('query', { query, time: String(time / 1000) }, signal),
    range: (query, { from, to, step }, signal) =>
      ask(
        'query_range',
        {
          query,
          start: String(from / 1000),
          end: String(to / 1000),
          step: String(step / 1000),
        },
        signal,
      ),
    close: agents.close,
  };
};

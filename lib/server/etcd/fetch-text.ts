import 'server-only';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import type { ClusterConnection } from './cluster-connection';
import { diagnoseEndpoint } from './diagnose-endpoint';
import { createDialPolicy } from './dial-policy';
import { readResponseText } from './response-text';
import { createTlsAgents } from './tls-agents';
import type { TlsIdentitySource } from './tls-identity';

type FetchText = ClusterConnection['fetchText'];

const agentOptions = { keepAlive: true, maxSockets: 4, maxFreeSockets: 4, timeout: 30_000 };

/** The GET of a cluster's own URLs, with its TLS identity and kept-alive connections. */
export const createFetchText = (
  config: ClusterConfig,
  identities: TlsIdentitySource,
): { fetchText: FetchText; close: () => void } => {
  const mayDial = createDialPolicy(
    [...config.endpoints, ...config.metricsUrls],
    config.allowedHosts,
  );
  const agents = createTlsAgents(identities, agentOptions);

  const request = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { signal, headers: { 'accept-encoding': 'gzip' } };
      const sent =
        url.protocol === 'https:'
          ? httpsGet(url, { ...options, agent: agents.secure() }, resolve)
          : httpGet(url, { ...options, agent: agents.plain }, resolve);
      sent.on('error', reject);
    });

  const explain = async (url: URL, error: unknown, timeout: AbortSignal): Promise<unknown> => {
    if (timeout.aborted) {
      const detail = `${url.host} did not send its page in time.`;
      return new AppError('deadline_exceeded', { detail, cause: error });
    }
    const diagnosis = await diagnoseEndpoint(
      `${url.protocol}//${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`,
      identities.current(),
    );
    const detail = `${url.host} cannot be reached; check that it runs and the network to it.`;
    return diagnosis ?? new AppError('member_unreachable', { detail, cause: error });
  };

  const fetchText: FetchText = async (text, { timeoutMilliseconds, maximumBytes, signal }) => {
    const url = new URL(text);
    if (!mayDial(text.replace(/^(https?:\/\/[^/]+).*$/, '$1'))) {
      throw new AppError('endpoint_not_allowed', {
        detail: `${url.host} may not be dialled; add its host to allowedHosts of the cluster.`,
        parameters: { endpoint: url.host },
      });
    }
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const both = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    try {
      const response = await request(url, both);
      const { text: page, transferredBytes } = await readResponseText(response, maximumBytes);
      if (page === undefined) {
        throw new AppError('too_large', { detail: 'The member sent a longer page than is taken.' });
      }
      const { statusCode = 0, headers } = response;
      return { status: statusCode, date: headers.date, text: page, transferredBytes };
    } catch (error) {
      if (signal?.aborted) {
        throw new AppError('cancelled', { detail: 'The request was cancelled.', cause: error });
      }
      throw isAppError(error) ? error : await explain(url, error, timeout);
    }
  };
  return { fetchText, close: agents.close };
};

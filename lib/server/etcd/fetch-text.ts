import 'server-only';
import { Agent as HttpAgent, get as httpGet, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { createGunzip } from 'node:zlib';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { ClusterConfig } from '../config/cluster-config';
import type { ClusterConnection } from './cluster-connection';
import { diagnoseEndpoint } from './diagnose-endpoint';
import { createDialPolicy } from './dial-policy';
import type { TlsIdentity, TlsIdentitySource } from './tls-identity';

type FetchText = ClusterConnection['fetchText'];

const agentOptions = { keepAlive: true, maxSockets: 4, maxFreeSockets: 4, timeout: 30_000 };

/** The body as text; ends with an error once more bytes come than allowed, unpacked or not. */
const readBody = async (
  response: IncomingMessage,
  maximumBytes: number,
): Promise<{ text: string; transferredBytes: number }> => {
  let transferredBytes = 0;
  response.on('data', (chunk: Buffer) => {
    transferredBytes += chunk.length;
  });
  const isPacked = response.headers['content-encoding'] === 'gzip';
  const body = isPacked ? response.pipe(createGunzip()) : response;
  response.on('error', (error) => body.destroy(error));
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximumBytes) {
      response.destroy();
      throw new AppError('too_large', { detail: 'The member sent a longer page than is taken.' });
    }
    chunks.push(bytes);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), transferredBytes };
};

/** The GET of a cluster's own URLs, with its TLS identity and kept-alive connections. */
export const createFetchText = (
  config: ClusterConfig,
  identities: TlsIdentitySource,
): { fetchText: FetchText; close: () => void } => {
  const mayDial = createDialPolicy(
    [...config.endpoints, ...config.metricsUrls],
    config.allowedHosts,
  );
  const httpAgent = new HttpAgent(agentOptions);
  let httpsAgent = new HttpsAgent(agentOptions);
  let version = 0;

  const agentFor = (identity: TlsIdentity | undefined): HttpsAgent => {
    if (identity !== undefined && identity.version !== version) {
      // Sockets in use by the old agent finish their request and are then dropped.
      httpsAgent = new HttpsAgent({
        ...agentOptions,
        ca: identity.ca,
        cert: identity.certificate,
        key: identity.key,
        ...(identity.serverName === undefined ? {} : { servername: identity.serverName }),
      });
      version = identity.version;
    }
    return httpsAgent;
  };

  const request = (url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { signal, headers: { 'accept-encoding': 'gzip' } };
      const sent =
        url.protocol === 'https:'
          ? httpsGet(url, { ...options, agent: agentFor(identities.current()) }, resolve)
          : httpGet(url, { ...options, agent: httpAgent }, resolve);
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
      const body = await readBody(response, maximumBytes);
      const { statusCode = 0, headers } = response;
      return { status: statusCode, date: headers.date, ...body };
    } catch (error) {
      if (signal?.aborted) {
        throw new AppError('cancelled', { detail: 'The request was cancelled.', cause: error });
      }
      throw isAppError(error) ? error : await explain(url, error, timeout);
    }
  };
  const close = () => {
    httpAgent.destroy();
    httpsAgent.destroy();
  };
  return { fetchText, close };
};

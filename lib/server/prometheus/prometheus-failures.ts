import 'server-only';
import { AppError } from '@/lib/domain/errors';

const longestReason = 300;
const isTls = /CERT|SSL|TLS|SIGNATURE|ISSUER|ALERT|EPROTO/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no answer';

/** Why a connection to Prometheus failed; the texts of Node's errors stay out of it. */
export const connectionFailure = (host: string, cause: unknown): AppError => {
  const reason = codeOf(cause);
  return isTls.test(reason)
    ? new AppError('prometheus_tls_failed', {
        detail: `The TLS connection to Prometheus at ${host} failed (${reason}); check prometheus.tls.`,
        parameters: { host, reason },
        cause,
      })
    : new AppError('prometheus_unreachable', {
        detail: `Prometheus at ${host} cannot be reached (${reason}); check that it runs and prometheus.url.`,
        parameters: { host, reason },
        cause,
      });
};

/** Prometheus did not answer within the time. */
export const lateFailure = (host: string, milliseconds: number): AppError =>
  connectionFailure(
    host,
    Object.assign(new Error('timeout'), { code: `no answer within ${milliseconds / 1000} s` }),
  );

/** Prometheus answered, but not what was asked for. */
export const answerFailure = (host: string, why: string): AppError => {
  const reason = why.slice(0, longestReason);
  return new AppError('prometheus_failed', {
    detail: `Prometheus at ${host} did not answer the question: ${reason}.`,
    parameters: { host, reason },
  });
};

/** Prometheus, or the proxy in front of it, does not let us in. */
export const refusal = (host: string, status: number): AppError =>
  new AppError('prometheus_refused', {
    detail: `Prometheus at ${host} refuses us (HTTP ${status}); check its credentials in the configuration.`,
    parameters: { host, status },
  });

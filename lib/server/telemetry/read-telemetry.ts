import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { equalSecrets } from '../http/secret-hash';
import { metrics } from './metrics';

const bearerOf = (request: Request): string =>
  /^bearer +([^\s]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';

/**
 * What this process measured of itself, in Prometheus's text format, for whoever has the token of
 * the configuration. Throws `not_found` where there is none, and `unauthenticated`.
 */
export const readTelemetry = async (request: Request): Promise<Response> => {
  const { telemetry } = configuration();
  if (telemetry === undefined) {
    throw new AppError('not_found', {
      detail: 'Metrics of this server are off; set telemetry in its configuration.',
    });
  }
  if (!equalSecrets(bearerOf(request), telemetry.token)) {
    throw new AppError('unauthenticated', {
      detail: 'Send the token of the configuration as Authorization: Bearer.',
    });
  }
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType },
  });
};

import 'server-only';
import { readableBytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { maskValue } from './mask-value';
import { findKey, type KeyQuery } from './read-key';

/** The bytes of a value as a download. Throws `forbidden` for a masked one, whoever asks. */
export const downloadKey = async (
  connection: ClusterConnection,
  query: KeyQuery,
  signal: AbortSignal,
): Promise<Response> => {
  const { stored } = await findKey(connection, query, signal);
  const { kubernetesPrefix } = connection.config;
  if (maskValue(stored.key, stored.value, { kubernetesPrefix, reveal: false }).masked) {
    throw new AppError('forbidden', {
      detail: 'The value of this key is masked, so its bytes cannot be downloaded.',
      parameters: { action: 'key:reveal' },
    });
  }
  return new Response(Uint8Array.from(stored.value), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${fileName(stored.key)}`,
    },
  });
};

/** The key as a file name (RFC 8187): no separators, no dots in front, at most 100 characters. */
const fileName = (key: Uint8Array): string => {
  const name = readableBytes(key)
    .replace(/[^\p{L}\p{N}.@=-]+/gu, '_')
    .replace(/^[._]+/, '');
  return encodeURIComponent([...name].slice(-100).join('') || 'value').replace(/['()*]/g, '_');
};

import 'server-only';
import { basePathPlaceholder } from '@/lib/domain/base-path';

const prefixPattern = /^(\/[A-Za-z0-9._~-]+)*$/;
const longestPrefix = 200;

/**
 * A public prefix as it is used everywhere: no trailing slash, empty for the root. Undefined where
 * it is not plain path segments: it is written into scripts, styles and headers as it is.
 */
export const parsePrefix = (text: string): string | undefined => {
  const prefix = text.endsWith('/') ? text.slice(0, -1) : text;
  const isPlain = prefix.length <= longestPrefix && prefixPattern.test(prefix);
  const hasDots = prefix.split('/').some((segment) => segment === '.' || segment === '..');
  return isPlain && !hasDots ? prefix : undefined;
};

/** The path and query without the public prefix, which the proxy in front may have kept. */
export const withoutPrefix = (url: string, prefix: string): string => {
  if (prefix === '' || !url.startsWith(prefix)) {
    return url;
  }
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) {
    return `/${rest}`;
  }
  return rest.startsWith('/') ? rest : url;
};

/** The path and query under which the built application knows it; the root has no slash. */
export const upstreamPath = (path: string): string => {
  const rest = path === '/' || path.startsWith('/?') ? path.slice(1) : path;
  return `${basePathPlaceholder}${rest}`;
};

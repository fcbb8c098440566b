import 'server-only';

/** What a query parameter may be to be passed on to layouts as `x-etcdscope-<name>`. */
const parameterPatterns = {
  embed: /^1$/,
  theme: /^(light|dark)$/,
  lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/,
  cluster: /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/,
} as const;

/**
 * Request headers of a page with `x-etcdscope-embed`, `-theme`, `-lang` and `-cluster` from its
 * query, and `-path` and `-search` of its URL without the base path. Values of any other shape are
 * left out, and so are headers of these names that somebody sent.
 */
export const pageRequestHeaders = (
  sent: Headers,
  url: { pathname: string; search: string; searchParams: URLSearchParams },
): Headers => {
  const headers = new Headers(sent);
  for (const [name, pattern] of Object.entries(parameterPatterns)) {
    const value = url.searchParams.get(name);
    const header = `x-etcdscope-${name}`;
    headers.delete(header);
    if (value !== null && pattern.test(value)) {
      headers.set(header, value);
    }
  }
  headers.set('x-etcdscope-path', url.pathname);
  headers.set('x-etcdscope-search', url.search);
  return headers;
};

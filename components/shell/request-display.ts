import 'server-only';
import { cookies, headers } from 'next/headers';
import { type Display, displayCookies, keptParameters, resolveDisplay } from './display';

/**
 * How the page of the current request is to look. Layouts do not get the query, so `proxy.ts`
 * passes the kept parameters on as request headers `x-etcdscope-<parameter>`.
 */
export const requestDisplay = async (): Promise<Display> => {
  const [requestHeaders, jar] = await Promise.all([headers(), cookies()]);
  const query: Display['query'] = {};
  for (const name of keptParameters) {
    const value = requestHeaders.get(`x-etcdscope-${name}`);
    if (value !== null && value !== '') {
      query[name] = value;
    }
  }
  return resolveDisplay({
    query,
    themeCookie: jar.get(displayCookies.theme)?.value,
    languageCookie: jar.get(displayCookies.language)?.value,
    acceptLanguage: requestHeaders.get('accept-language') ?? undefined,
  });
};

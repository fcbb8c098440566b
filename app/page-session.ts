import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { keepQuery } from '@/components/shell/display';
import { requestDisplay } from '@/components/shell/request-display';
import { safeNext } from '@/components/shell/safe-next';
import type { Session } from '@/lib/domain/api/session';
import { configuration } from '@/lib/server/config/load-configuration';
import { currentSession } from '@/lib/server/http/current-session';

/** The address asked for, without the base path and without Next's own parameter. */
const askedAddress = async (): Promise<string> => {
  const requestHeaders = await headers();
  const query = new URLSearchParams(requestHeaders.get('x-etcdscope-search') ?? '');
  query.delete('_rsc');
  const search = query.size === 0 ? '' : `?${query}`;
  return safeNext(`${requestHeaders.get('x-etcdscope-path') ?? '/'}${search}`);
};

/**
 * The session of a page's request. Sends visitors without one to the login page; undefined only in
 * KubeSphere mode, where there is none, for an identity that has no role here.
 */
export const pageSession = async (): Promise<Session | undefined> => {
  const session = await currentSession();
  if (session !== undefined || configuration().authentication.mode === 'kubesphere') {
    return session;
  }
  const [next, { query }] = await Promise.all([askedAddress(), requestDisplay()]);
  return redirect(
    keepQuery(next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`, query),
  );
};

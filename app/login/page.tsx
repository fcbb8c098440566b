import { redirect } from 'next/navigation';
import { LoginPage } from '@/components/login/login-page';
import { NoAccess } from '@/components/shell/no-access';
import { safeNext } from '@/components/shell/safe-next';
import { hasAccounts } from '@/lib/server/accounts/has-accounts';
import { configuration } from '@/lib/server/config/load-configuration';
import { currentSession } from '@/lib/server/http/current-session';

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const [{ next }, session] = await Promise.all([searchParams, currentSession()]);
  const destination = safeNext(typeof next === 'string' ? next : undefined);
  if (session !== undefined) {
    redirect(destination);
  }
  if (configuration().authentication.mode === 'kubesphere') {
    return <NoAccess />;
  }
  return <LoginPage next={destination} hasAccounts={await hasAccounts()} />;
}

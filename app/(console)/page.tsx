import { redirect } from 'next/navigation';
import { pageSession } from '@/app/page-session';
import { ClustersPage } from '@/components/clusters/clusters-page';
import { keepQuery } from '@/components/shell/display';
import { requestDisplay } from '@/components/shell/request-display';
import { listOverviews } from '@/lib/server/clusters/list-overviews';

export default async function Page() {
  const [{ embedded, query }, session] = await Promise.all([requestDisplay(), pageSession()]);
  if (session === undefined) {
    return null;
  }
  if (embedded && query.cluster !== undefined) {
    redirect(keepQuery(`/clusters/${query.cluster}`, query));
  }
  return <ClustersPage initial={await listOverviews()} />;
}

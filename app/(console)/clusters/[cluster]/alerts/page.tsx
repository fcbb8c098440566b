import { AlertsPage } from '@/components/alerts/alerts-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <AlertsPage cluster={cluster} />;
}

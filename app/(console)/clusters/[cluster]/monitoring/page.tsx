import { MonitoringPage } from '@/components/monitoring/monitoring-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <MonitoringPage cluster={cluster} />;
}

import { MetricsPage } from '@/components/metrics/metrics-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <MetricsPage cluster={cluster} />;
}

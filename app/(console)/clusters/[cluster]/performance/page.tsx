import { PerformancePage } from '@/components/performance/performance-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <PerformancePage cluster={cluster} />;
}

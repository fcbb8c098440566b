import { AdvisorPage } from '@/components/advisor/advisor-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <AdvisorPage cluster={cluster} />;
}

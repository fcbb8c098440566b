import { BackupsPage } from '@/components/backups/backups-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <BackupsPage cluster={cluster} />;
}

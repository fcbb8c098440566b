import { KeysPage } from '@/components/keys/keys-page';

type PageProps = { params: Promise<{ cluster: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster } = await params;
  return <KeysPage cluster={cluster} />;
}

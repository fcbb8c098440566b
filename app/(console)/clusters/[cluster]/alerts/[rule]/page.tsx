import { notFound } from 'next/navigation';
import { RulePage } from '@/components/alerts/rule-page';
import { requestDisplay } from '@/components/shell/request-display';
import { loadRunbook } from '@/messages/load-runbook';

type PageProps = { params: Promise<{ cluster: string; rule: string }> };

export default async function Page({ params }: PageProps) {
  const { cluster, rule } = await params;
  const { language } = await requestDisplay();
  const runbook = await loadRunbook(language, rule);
  return runbook === undefined ? (
    notFound()
  ) : (
    <RulePage cluster={cluster} ruleId={rule} runbook={runbook} />
  );
}

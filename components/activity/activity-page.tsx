'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Card } from '@/components/ui/card';
import { Tabs } from '@/components/ui/tabs';
import { AuditLog } from './audit-log';
import { OperationsList } from './operations-list';

const tabs = ['operations', 'audit'] as const;

/** What ran and, for those who may read it, what everybody did. */
export const ActivityPage = () => {
  const t = useTranslations('activity');
  const mayReadAudit = useMay('audit:read');
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(tabs).withDefault('operations'));
  const items = [
    { value: 'operations' as const, label: t('operations'), content: <OperationsList /> },
    { value: 'audit' as const, label: t('audit'), content: <AuditLog /> },
  ].filter(({ value }) => value === 'operations' || mayReadAudit);
  return (
    <Card>
      <Tabs
        label={t('tabs')}
        value={mayReadAudit ? tab : 'operations'}
        items={items}
        onChange={(value) => void setTab(value)}
      />
    </Card>
  );
};

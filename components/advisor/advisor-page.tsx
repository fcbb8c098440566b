'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { AppLink } from '../shell/app-link';
import { Tabs } from '../ui/tabs';
import { FindingsPanel } from './findings-panel';
import { SlowPanel } from './slow-panel';

const tabs = ['findings', 'slow'] as const;
const tabState = parseAsStringLiteral(tabs).withDefault('findings');

/** What to mend in a cluster, and why it is slow now. */
export const AdvisorPage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('advisor');
  const [tab, setTab] = useQueryState('tab', tabState);
  return (
    <Tabs
      label={t('tabs')}
      value={tab}
      items={[
        {
          value: 'findings',
          label: t('findingsTab'),
          content: <FindingsPanel cluster={cluster} />,
        },
        { value: 'slow', label: t('slowTab'), content: <SlowPanel cluster={cluster} /> },
      ]}
      onChange={(value) => void setTab(value)}
      end={
        <AppLink
          href={`/clusters/${cluster}/performance`}
          className="text-blue underline-offset-2 hover:underline"
        >
          {t('performanceLink')}
        </AppLink>
      }
      panelClassName="pt-4"
    />
  );
};

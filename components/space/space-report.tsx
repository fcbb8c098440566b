'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Tabs } from '@/components/ui/tabs';
import type { ComparedReport } from '@/lib/domain/api/space';
import { hoursBetween } from '@/lib/domain/space/space-growth';
import { DatabaseSpace } from './database-space';
import { KeysTable } from './keys-table';
import { KindsTable } from './kinds-table';
import { NamespacesTable } from './namespaces-table';
import { SizeClasses } from './size-classes';
import { SpaceFolders } from './space-folders';
import { SpaceVerdict } from './space-verdict';

type SpaceReportProps = { report: ComparedReport; prefix: string; onOpen: OpenTarget };

/** What a scan found: the answer in words first, then its evidence. */
export const SpaceReport = ({ report, prefix, onOpen }: SpaceReportProps) => {
  const hours =
    report.comparedWith === null ? undefined : hoursBetween(report.comparedWith, report);
  return (
    <>
      <SpaceVerdict report={report} hours={hours} />
      {report.keys === 0 ? null : (
        <>
          <SpaceFolders
            key={`${report.id} ${prefix}`}
            folders={report.folders}
            prefix={prefix}
            hours={hours}
            onOpen={onOpen}
          />
          {report.kinds.length > 0 ? <KubernetesSpace report={report} hours={hours} /> : null}
          <KeyRankings report={report} onOpen={onOpen} />
          {report.prefix.bytes === '' ? <DatabaseSpace report={report} /> : null}
        </>
      )}
    </>
  );
};

type KubernetesSpaceProps = { report: ComparedReport; hours: number | undefined };

const KubernetesSpace = ({ report, hours }: KubernetesSpaceProps) => {
  const t = useTranslations('space');
  const [view, setView] = useState<'kinds' | 'namespaces'>('kinds');
  return (
    <Card>
      <Tabs
        label={t('kubernetes')}
        value={view}
        onChange={setView}
        panelClassName="max-h-120 overflow-y-auto"
        items={[
          {
            value: 'kinds',
            label: t('kinds'),
            content: <KindsTable report={report} hours={hours} />,
          },
          {
            value: 'namespaces',
            label: t('namespaces'),
            content: <NamespacesTable report={report} hours={hours} />,
          },
        ]}
      />
    </Card>
  );
};

type KeyRankingsProps = Omit<SpaceReportProps, 'prefix'>;

const KeyRankings = ({ report, onOpen }: KeyRankingsProps) => {
  const t = useTranslations('space');
  const [view, setView] = useState<'largest' | 'mostRewritten' | 'sizes'>('largest');
  const { largest, mostRewritten } = report;
  return (
    <Card>
      <Tabs
        label={t('keys')}
        value={view}
        onChange={setView}
        items={[
          {
            value: 'largest',
            label: t('largest'),
            content: <KeysTable label={t('largest')} keys={largest} onOpen={onOpen} />,
          },
          {
            value: 'mostRewritten',
            label: t('mostRewritten'),
            content:
              mostRewritten.length === 0 ? (
                <EmptyState title={t('noneRewritten')} />
              ) : (
                <KeysTable label={t('mostRewritten')} keys={mostRewritten} onOpen={onOpen} />
              ),
          },
          { value: 'sizes', label: t('sizes'), content: <SizeClasses report={report} /> },
        ]}
      />
    </Card>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { OperationProgress } from '@/components/activity/operation-progress';
import type { KeysPanelProps } from '@/components/keys/panel-props';
import { useMay } from '@/components/shell/session-context';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useSpaceOperation, useSpaceReport } from '@/lib/api/space';
import { EncryptionCoverage } from './encryption-coverage';
import { RunningScan, ScanBar } from './scan-bar';
import { ScanNotices } from './scan-notices';
import { SpaceReport } from './space-report';
import { StartScanForm } from './start-scan-form';
import { useLatestOpen } from './use-latest-open';

/** What fills the store or a folder of it, as the last scan has found, and the way to a new scan. */
export const SpacePanel = ({ cluster, prefix, onOpen }: KeysPanelProps) => {
  const open = useLatestOpen(onOpen);
  const [scan, setScan] = useState<string>();
  const operation = useSpaceOperation(cluster);
  const query = useSpaceReport(cluster, prefix, scan);
  const prefixes = [...new Set([prefix, ''])];
  // Between the end of the first scan and its report there is neither.
  const isArriving = query.data === null && query.isFetching && operation?.state === 'succeeded';
  if (query.isPending || isArriving) {
    return <PanelSkeleton />;
  }
  if (query.isError) {
    return (
      <div className="p-5">
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      </div>
    );
  }
  const report = query.data;
  return (
    <div className="grid content-start gap-4 overflow-y-auto p-4">
      {report === null ? (
        <NeverScanned cluster={cluster} prefixes={prefixes} operation={operation} />
      ) : (
        <>
          <ScanBar
            cluster={cluster}
            prefixes={prefixes}
            report={report}
            operation={operation}
            onScan={setScan}
          />
          <FailedScan operation={operation} />
          <ScanNotices report={report} />
          <SpaceReport report={report} prefix={prefix} onOpen={open} />
        </>
      )}
      {report === null || report.kinds.length > 0 ? <EncryptionCoverage cluster={cluster} /> : null}
    </div>
  );
};

type Operation = ReturnType<typeof useSpaceOperation>;

/** A scan that failed while one looked; the report before it stays. */
const FailedScan = ({ operation }: { operation: Operation }) =>
  operation?.state === 'failed' || operation?.state === 'unknown' ? (
    <OperationProgress operation={operation} />
  ) : null;

type NeverScannedProps = {
  cluster: string;
  prefixes: readonly string[];
  operation: Operation;
};

const NeverScanned = ({ cluster, prefixes, operation }: NeverScannedProps) => {
  const t = useTranslations('space');
  const mayScan = useMay('space:scan');
  if (operation?.state === 'running') {
    return <RunningScan operation={operation} />;
  }
  return (
    <>
      <FailedScan operation={operation} />
      <Card>
        <EmptyState
          title={t('neverScanned')}
          action={
            mayScan ? (
              <StartScanForm key={prefixes.join()} cluster={cluster} prefixes={prefixes} />
            ) : null
          }
        >
          {mayScan ? t('neverScannedWhy') : t('neverScannedViewer')}
        </EmptyState>
      </Card>
    </>
  );
};

const PanelSkeleton = () => (
  <div aria-busy className="grid gap-4 p-4">
    <Skeleton className="h-8 w-110" />
    <Skeleton className="h-20" />
    <Skeleton className="h-80" />
  </div>
);

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { OperationProgress } from '@/components/activity/operation-progress';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/select';
import { useFormat } from '@/components/ui/use-format';
import { useSpaceScans } from '@/lib/api/space';
import type { Operation } from '@/lib/domain/api/operations';
import type { ComparedReport, SpaceSummary } from '@/lib/domain/api/space';
import { StartScanDialog } from './start-scan-dialog';
import { usePrefixText } from './use-prefix-text';

type ScanBarProps = {
  cluster: string;
  /** What may be measured, base64url. */
  prefixes: readonly string[];
  report: ComparedReport;
  operation: Operation | null;
  onScan: (scan: string) => void;
};

/** Which scan is shown, and the way to a new one. */
export const ScanBar = ({ cluster, prefixes, report, operation, onScan }: ScanBarProps) => {
  const t = useTranslations('space');
  const mayScan = useMay('space:scan');
  const [isStarting, setIsStarting] = useState(false);
  const options = useScanOptions(cluster, report);
  const isRunning = operation?.state === 'running';
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          className="w-110 max-w-full"
          label={t('shownScan')}
          value={report.id}
          options={options}
          onChange={onScan}
        />
        {mayScan ? (
          <Button disabled={isRunning} onClick={() => setIsStarting(true)}>
            {t('scanAgain')}
          </Button>
        ) : null}
      </div>
      {isRunning ? <RunningScan operation={operation} /> : null}
      <StartScanDialog
        cluster={cluster}
        prefixes={prefixes}
        isOpen={isStarting}
        onOpenChange={setIsStarting}
      />
    </div>
  );
};

/** A scan that runs. */
export const RunningScan = ({ operation }: { operation: Operation }) => (
  <Card className="px-4 py-3">
    <OperationProgress operation={operation} />
  </Card>
);

const useScanOptions = (cluster: string, report: ComparedReport) => {
  const t = useTranslations('space');
  const format = useFormat();
  const prefixText = usePrefixText();
  const { data } = useSpaceScans(cluster);
  const scans: SpaceSummary[] = data?.scans ?? [];
  const listed = scans.some(({ id }) => id === report.id) ? scans : [report, ...scans];
  return listed.map(({ id, prefix, takenAt, completeness }) => ({
    value: id,
    label: t('scanOption', {
      time: format.dateTime(takenAt),
      prefix: prefixText(prefix.bytes),
      isPartial: completeness === 'complete' ? 'no' : 'yes',
    }),
  }));
};

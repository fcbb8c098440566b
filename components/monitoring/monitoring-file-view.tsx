'use client';

import { Download } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { useMonitoringFile } from '@/lib/api/monitoring';
import type { MonitoringFile, MonitoringFormat } from '@/lib/domain/api/monitoring';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { saveBlob } from '../ui/save-blob';
import { Skeleton } from '../ui/skeleton';
import { PlacementForm } from './placement-form';
import { usePlacement } from './use-placement';

type MonitoringFileViewProps = { cluster: string; format: MonitoringFormat };

/** Formats that are objects of Kubernetes, which have a namespace and labels. */
const objectFormats: readonly MonitoringFormat[] = ['service-monitor', 'prometheus-rule'];

/** One file: what to do with it, its text, and ways to take it along. */
export const MonitoringFileView = ({ cluster, format }: MonitoringFileViewProps) => {
  const t = useTranslations('monitoring');
  const [placement, setPlacement] = usePlacement();
  const isObjects = objectFormats.includes(format);
  const { data, error, refetch } = useMonitoringFile(cluster, {
    format,
    language: useLocale(),
    placement: isObjects ? placement : undefined,
  });
  return (
    <div className="grid gap-3 p-4">
      <p className="max-w-prose text-muted">{t(`format.${format}.use`)}</p>
      {isObjects ? <PlacementForm placement={placement} onChange={setPlacement} /> : null}
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined ? error ? null : <Skeleton className="h-80" /> : <FileText file={data} />}
    </div>
  );
};

const FileText = ({ file: { fileName, mediaType, text, leftOut } }: { file: MonitoringFile }) => {
  const t = useTranslations('monitoring');
  return (
    <>
      {leftOut.length === 0 ? null : (
        <Notice>{t('leftOut', { count: leftOut.length, rules: leftOut.join(', ') })}</Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <code className="mr-auto break-all text-sm">{fileName}</code>
        <CopyButton text={text} />
        <Button size="sm" onClick={() => saveBlob(new Blob([text], { type: mediaType }), fileName)}>
          <Download aria-hidden size={13} />
          {t('download')}
        </Button>
      </div>
      <section
        aria-label={fileName}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls has to be reachable by keys.
        tabIndex={0}
        className="max-h-[60vh] overflow-auto rounded-md border border-line bg-code"
      >
        <pre className="px-4 py-3 font-mono text-xs">{text}</pre>
      </section>
    </>
  );
};

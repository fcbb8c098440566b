'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Progress } from '@/components/ui/progress';
import { Select } from '@/components/ui/select';
import { useFormat } from '@/components/ui/use-format';
import type { ExportFormat } from '@/lib/domain/api/bulk';
import { ExportOutcome } from './export-outcome';
import type { KeySelection } from './key-selection';
import { RevealChoice } from './reveal-choice';
import { useExport } from './use-export';

type ExportDialogProps = {
  cluster: string;
  selection: KeySelection;
  /** The revision to export; the newest where null. */
  revision: string | null;
  onClose: () => void;
};

const shortestReason = 3;

/** Asks how to write keys to a file, downloads it, and says whether it is whole. */
export const ExportDialog = ({ cluster, selection, revision, onClose }: ExportDialogProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const bytes = useFormat().bytes;
  const formId = useId();
  const mayReveal = useMay('key:reveal');
  const [format, setFormat] = useState<ExportFormat>('jsonl');
  const [reason, setReason] = useState<string>();
  const { state, start, stop } = useExport(cluster);
  const isReady = reason === undefined || reason.trim().length >= shortestReason;
  const isRunning = state.step === 'running';
  const close = () => {
    stop();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isRunning) {
      const reveal = reason === undefined ? { reveal: false } : { reveal: true, reason };
      void start({ selection, format, revision: revision ?? undefined, ...reveal });
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      title={t('export.title')}
      description={t('export.description')}
      footer={
        <>
          <Button onClick={close}>
            {state.step === 'done' ? common('close') : common('cancel')}
          </Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isReady || isRunning}>
            {t('export.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} className="grid gap-3" onSubmit={submit}>
        <Select
          label={t('export.format')}
          value={format}
          options={[
            { value: 'jsonl', label: t('export.jsonl') },
            { value: 'yaml', label: t('export.yaml') },
          ]}
          onChange={setFormat}
        />
        <p className="text-muted text-xs">{t(`export.${format}Hint`)}</p>
        {mayReveal ? <RevealChoice reason={reason} onReason={setReason} /> : null}
        {state.step === 'running' ? (
          <div className="grid gap-1">
            <Progress label={t('export.running')} fraction={undefined} />
            <p className="text-muted text-xs tabular-nums">
              {t('export.received', { bytes: bytes(state.bytes) })}
            </p>
          </div>
        ) : null}
        {state.step === 'failed' ? <ErrorNotice error={state.error} /> : null}
        {state.step === 'done' ? <ExportOutcome file={state.file} /> : null}
      </form>
    </Dialog>
  );
};

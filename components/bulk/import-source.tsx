'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Progress } from '@/components/ui/progress';
import type { ImportPlan } from '@/lib/domain/api/bulk';
import { useDryRun } from './use-dry-run';

type ImportSourceProps = {
  cluster: string;
  onPlanned: (upload: string, plan: ImportPlan) => void;
};

/** Chooses the file to import and where its keys go, and makes the dry run. */
export const ImportSource = ({ cluster, onPlanned }: ImportSourceProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const fileId = useId();
  const [file, setFile] = useState<File>();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { state, start, stop } = useDryRun(cluster, onPlanned);
  const isRunning = state.step === 'sending' || state.step === 'planning';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file !== undefined && !isRunning) {
      void start(file, from, to);
    }
  };
  return (
    <form className="grid max-w-160 gap-3" onSubmit={submit}>
      <div className="grid gap-1">
        <label htmlFor={fileId} className="text-muted text-xs">
          {t('import.file')}
        </label>
        <input
          id={fileId}
          type="file"
          accept=".jsonl,.ndjson,.json"
          aria-describedby={`${fileId}-hint`}
          className="text-ink file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:border-solid file:bg-card file:px-3 file:text-ink"
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <p id={`${fileId}-hint`} className="text-muted text-xs">
          {t('import.fileHint')}
        </p>
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t('import.from')}
          hint={t('import.fromHint')}
          value={from}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Field
          label={t('import.to')}
          hint={t('import.toHint')}
          value={to}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTo(event.target.value)}
        />
      </div>
      {isRunning ? (
        <Progress
          label={t(`import.${state.step}`)}
          fraction={state.step === 'sending' ? state.share : undefined}
        />
      ) : null}
      {state.step === 'failed' ? <ErrorNotice error={state.error} /> : null}
      <div className="flex items-center gap-2">
        <Button variant="primary" type="submit" disabled={file === undefined || isRunning}>
          {t('import.dryRun')}
        </Button>
        {isRunning ? <Button onClick={stop}>{common('cancel')}</Button> : null}
        <span role="status" className="text-muted text-xs">
          {isRunning ? t(`import.${state.step}`) : t('import.dryRunHint')}
        </span>
      </div>
    </form>
  );
};

'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/components/ui/use-format';
import { useApplyImport } from '@/lib/api/imports';
import type { ImportPlan, ImportStatus } from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { ImportRows } from './import-rows';
import { TypedNumber } from './typed-number';

type ImportPlanViewProps = {
  cluster: string;
  upload: string;
  plan: ImportPlan;
  onStarted: (operation: Operation) => void;
};

const statuses = ['added', 'changed', 'unchanged', 'refused', 'masked', 'broken'] as const;

/** What an import would do: as a whole, row by row, and the field that confirms it. */
export const ImportPlanView = ({ cluster, upload, plan, onStarted }: ImportPlanViewProps) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const [status, setStatus] = useState<ImportStatus>();
  const [typed, setTyped] = useState('');
  const apply = useApplyImport(cluster, upload);
  const { counts, bytes, leased, isWhole, revision } = plan;
  const keys = counts.added + counts.changed;
  const mayApply = keys > 0 && typed === String(keys) && !apply.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayApply) {
      apply.mutate(typed, { onSuccess: onStarted });
    }
  };
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <p role="status">
        {keys === 0
          ? t('import.nothing', { revision })
          : t('import.summary', { keys, bytes: format.bytes(bytes), revision })}
      </p>
      {isWhole ? null : <Notice tone="warning">{t('import.cut')}</Notice>}
      {leased === 0 ? null : <Notice tone="warning">{t('import.leased', { keys: leased })}</Notice>}
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t('import.filter')}</legend>
        {statuses
          .filter((name) => counts[name] > 0)
          .map((name) => (
            <Button
              key={name}
              size="sm"
              aria-pressed={status === name}
              variant={status === name ? 'primary' : 'default'}
              onClick={() => setStatus(status === name ? undefined : name)}
            >
              {t(`status.${name}`)} {format.count(counts[name])}
            </Button>
          ))}
      </fieldset>
      <ImportRows key={status} cluster={cluster} upload={upload} status={status} />
      {keys === 0 ? null : (
        <div className="flex flex-wrap items-end gap-2">
          <div className="w-80">
            <TypedNumber keys={String(keys)} value={typed} onChange={setTyped} />
          </div>
          <Button variant="primary" type="submit" disabled={!mayApply}>
            {t('import.confirm', { keys })}
          </Button>
        </div>
      )}
      {apply.error === null ? null : <ErrorNotice error={apply.error} />}
    </form>
  );
};

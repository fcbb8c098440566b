'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import type { AuditFilter } from '@/lib/api/audit';

type AuditFilterFormProps = { filter: AuditFilter; onChange: (filter: AuditFilter) => void };

const noFilter: AuditFilter = { actor: '', action: '' };

/** Asks whose lines and which action's to show. */
export const AuditFilterForm = ({ filter, onChange }: AuditFilterFormProps) => {
  const t = useTranslations('activity');
  const [typed, setTyped] = useState(filter);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ actor: typed.actor.trim(), action: typed.action.trim() });
  };
  return (
    <form
      className="flex flex-wrap items-end gap-3 border-line border-b px-4 py-3"
      onSubmit={submit}
    >
      <Field
        className="w-48"
        label={t('filterActor')}
        placeholder={t('filterActorHint')}
        value={typed.actor}
        maxLength={256}
        onChange={(event) => setTyped({ ...typed, actor: event.target.value })}
      />
      <Field
        className="w-48"
        label={t('filterAction')}
        placeholder="backup:create"
        value={typed.action}
        maxLength={64}
        onChange={(event) => setTyped({ ...typed, action: event.target.value })}
      />
      <Button type="submit">{t('filterApply')}</Button>
      {filter.actor === '' && filter.action === '' ? null : (
        <Button variant="quiet" onClick={() => onChange(noFilter)}>
          {t('filterClear')}
        </Button>
      )}
    </form>
  );
};

'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { StartSearchInput } from '@/lib/domain/api/searches';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';

type SearchFormProps = {
  /** The open folder, base64url; empty for the whole store. */
  prefix: string;
  isPending: boolean;
  onSearch: (query: StartSearchInput) => void;
};

const wheres = ['all', 'folder'] as const;
const whats = ['keys', 'values'] as const;
const hows = ['contains', 'prefix', 'glob', 'regex'] as const;
const exactHows = ['contains', 'prefix'] as const;
const encodings = ['text', 'hex', 'base64url'] as const;
const paces = ['auto', 'gentle', 'normal', 'fast'] as const;

/** Where, what and how to search. */
export const SearchForm = ({ prefix, isPending, onSearch }: SearchFormProps) => {
  const t = useTranslations('search');
  const [where, setWhere] = useState<(typeof wheres)[number]>(prefix === '' ? 'all' : 'folder');
  const [what, setWhat] = useState<(typeof whats)[number]>('keys');
  const [chosenHow, setHow] = useState<(typeof hows)[number]>('contains');
  const [encoding, setEncoding] = useState<(typeof encodings)[number]>('text');
  const [pace, setPace] = useState<(typeof paces)[number]>('auto');
  const [isCaseSensitive, setIsCaseSensitive] = useState(false);
  const [pattern, setPattern] = useState('');

  const folder = readableBytes(fromBase64Url(prefix) ?? new Uint8Array());
  const possibleHows: readonly (typeof hows)[number][] = encoding === 'text' ? hows : exactHows;
  const how = possibleHows.includes(chosenHow) ? chosenHow : 'contains';
  const hint = encoding === 'text' ? t(`hint.${what}.${how}`) : t(`bytesHint.${encoding}`);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch({
      prefix: where === 'folder' ? prefix : '',
      what,
      how,
      pattern,
      encoding,
      isCaseSensitive,
      ...(pace === 'auto' ? {} : { pace }),
    });
  };

  return (
    <form onSubmit={submit} className="grid gap-2" aria-label={t('title')}>
      <div className="flex flex-wrap items-start gap-3">
        <Field
          className="min-w-64 flex-1"
          label={t('pattern')}
          hint={hint}
          value={pattern}
          maxLength={1_000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setPattern(event.target.value)}
        />
        <Button
          type="submit"
          variant="primary"
          className="mt-5"
          disabled={pattern === '' || isPending}
        >
          {isPending ? t('starting') : t('search')}
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('where')}
          value={prefix === '' ? 'all' : where}
          disabled={prefix === ''}
          className="max-w-72"
          options={wheres.map((value) => ({
            value,
            label: value === 'all' ? t('wholeStore') : t('inFolder', { folder }),
          }))}
          onChange={setWhere}
        />
        <Select
          label={t('what')}
          value={what}
          options={whats.map((value) => ({ value, label: t(value) }))}
          onChange={setWhat}
        />
        <Select
          label={t('how')}
          value={how}
          options={possibleHows.map((value) => ({ value, label: t(`hows.${value}`) }))}
          onChange={setHow}
        />
        <Select
          label={t('encoding')}
          value={encoding}
          options={encodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
          onChange={setEncoding}
        />
        <Select
          label={t('pace')}
          value={pace}
          options={paces.map((value) => ({ value, label: t(`paces.${value}`) }))}
          onChange={setPace}
        />
        {encoding === 'text' ? (
          <label className="flex h-8 items-center gap-2">
            <input
              type="checkbox"
              checked={isCaseSensitive}
              onChange={(event) => setIsCaseSensitive(event.target.checked)}
            />
            {t('caseSensitive')}
          </label>
        ) : null}
      </div>
      {what === 'values' ? <p className="text-muted text-xs">{t('maskedNever')}</p> : null}
    </form>
  );
};

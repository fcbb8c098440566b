'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { rawValueUrl } from '@/lib/api/keys';
import type { Key, KeyValue } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { hexDump } from '@/lib/domain/keys/hex-dump';
import { managedFieldsSpan } from '@/lib/domain/keys/managed-fields';
import { Button, buttonClass } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { Tabs } from '../ui/tabs';
import { CodeView } from './code-view';
import { type ValueView, valueViews } from './use-key-location';

/** The text of one form of a value; undefined where the value has no such form. */
const formOf = (value: KeyValue, view: ValueView): string | undefined => {
  if (view !== 'hex') {
    return value[view] ?? undefined;
  }
  const bytes = value.raw === null ? undefined : fromBase64Url(value.raw);
  return bytes === undefined ? undefined : hexDump(bytes);
};

/** The tab to open where the address names none, or one this value does not have. */
const bestView = (value: KeyValue, wanted: ValueView | null): ValueView => {
  const order = value.format === 'json' && value.kind === null ? jsonFirst : valueViews;
  const has = (view: ValueView) =>
    view === 'hex' ? value.raw !== null : typeof value[view] === 'string';
  return wanted !== null && has(wanted) ? wanted : (order.find(has) ?? 'hex');
};

const jsonFirst: readonly ValueView[] = ['json', 'yaml', 'text', 'hex'];

const languages = { yaml: 'yaml', json: 'json', text: 'plain', hex: 'plain' } as const;

type ValueTabsProps = {
  cluster: string;
  shown: Key;
  /** A revealed value is never offered as a file. */
  isRevealed: boolean;
  view: ValueView | null;
  onView: (view: ValueView) => void;
};

/** A value in its forms: one tab each, with copy and download. */
export const ValueTabs = ({ cluster, shown, isRevealed, view: wanted, onView }: ValueTabsProps) => {
  const t = useTranslations('keys');
  const [showsManaged, setShowsManaged] = useState(false);
  const { value, masked } = shown;
  const view = bestView(value, wanted);
  const text = formOf(value, view);
  const managed = view === 'yaml' && text !== undefined ? managedFieldsSpan(text) : undefined;
  const items = valueViews.map((name) => ({
    value: name,
    label: t(`views.${name}`),
    content:
      name === view && text !== undefined && text !== '' ? (
        <CodeView
          key={`${shown.key.bytes} ${name}`}
          text={text}
          language={languages[name]}
          label={t('valueAs', { view: t(`views.${name}`) })}
          folded={showsManaged ? undefined : managed}
          wrap={name === 'text'}
        />
      ) : (
        <EmptyState title={t(absence(shown))}>{t(`${absence(shown)}Why`)}</EmptyState>
      ),
  }));
  return (
    <Tabs
      label={t('forms')}
      value={view}
      items={items}
      onChange={onView}
      panelClassName="flex min-h-0 flex-1 flex-col"
      end={
        <>
          {managed === undefined ? null : (
            <Button
              size="sm"
              aria-pressed={showsManaged}
              onClick={() => setShowsManaged(!showsManaged)}
            >
              {t(showsManaged ? 'hideManaged' : 'showManaged')}
            </Button>
          )}
          {text === undefined || text === '' ? null : <CopyButton text={text} />}
          {masked || isRevealed ? null : (
            <a
              className={buttonClass('default', 'sm')}
              href={rawValueUrl(cluster, shown.key.bytes)}
              download
            >
              <Download aria-hidden size={13} />
              {t('download')}
            </a>
          )}
        </>
      }
    />
  );
};

/** Why a form is not there, as the name of its message. */
const absence = ({ value, masked }: Key): 'emptyValue' | 'maskedWhole' | 'noForm' => {
  if (value.size === 0) {
    return 'emptyValue';
  }
  return masked ? 'maskedWhole' : 'noForm';
};

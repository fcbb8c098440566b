'use client';

import { Columns2, Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { rawValueUrl } from '@/lib/api/keys';
import type { Key } from '@/lib/domain/api/keys';
import { managedFieldsSpan } from '@/lib/domain/keys/managed-fields';
import { Button, buttonClass } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Select } from '../ui/select';
import { Tabs } from '../ui/tabs';
import { LazyHistory } from './lazy-history';
import type { OpenTarget } from './panel-props';
import { type ValueView, valueViews } from './use-key-location';
import { formsOf, formText, type ValueForm } from './value-forms';
import { ValuePanel } from './value-panel';

type ValueTabsProps = {
  cluster: string;
  shown: Key;
  /** The past revision that is shown, null for the newest. */
  revision: string | null;
  /** A revealed value is never offered as a file. */
  isRevealed: boolean;
  view: ValueView | null;
  onView: (view: ValueView) => void;
  onOpen: OpenTarget;
};

/** The tab to open where the address names none, or one this value does not have. */
const bestView = (forms: readonly ValueForm[], wanted: ValueView | null): ValueView => {
  const isThere = wanted === 'history' || forms.some((form) => form === wanted);
  return wanted !== null && isThere ? wanted : (forms[0] ?? 'hex');
};

/** A value in its forms: one tab each, two side by side where asked, with copy and download. */
export const ValueTabs = (props: ValueTabsProps) => {
  const { cluster, shown, revision, isRevealed, view: wanted, onView, onOpen } = props;
  const t = useTranslations('keys');
  const edit = useTranslations('edit');
  const [showsManaged, setShowsManaged] = useState(false);
  const [chosenBeside, setChosenBeside] = useState<ValueForm | null>(null);
  const { value, masked } = shown;
  const forms = formsOf(value);
  const view = bestView(forms, wanted);
  const text = view === 'history' ? undefined : formText(value, view);
  const others = forms.filter((form) => form !== view);
  const beside = others.find((form) => form === chosenBeside);
  const hasManaged = view === 'yaml' && managedFieldsSpan(text ?? '') !== undefined;
  const content = (form: ValueForm) =>
    form === view ? (
      <div className="grid min-h-0 flex-1 auto-rows-fr md:auto-cols-fr md:grid-flow-col">
        <ValuePanel shown={shown} form={form} foldsManaged={!showsManaged} />
        {beside === undefined ? null : (
          <div className="flex min-h-0 min-w-0 flex-col border-line border-t md:border-t-0 md:border-l">
            <Select
              label={edit('pane.besideForm')}
              labelHidden
              value={beside}
              options={others.map((other) => ({ value: other, label: t(`views.${other}`) }))}
              onChange={setChosenBeside}
              className="border-line border-b p-1.5"
            />
            <ValuePanel shown={shown} form={beside} foldsManaged={!showsManaged} />
          </div>
        )}
      </div>
    ) : null;
  const { bytes: keyBytes } = shown.key;
  const history = <LazyHistory cluster={cluster} keyBytes={keyBytes} onOpen={onOpen} />;
  const items = valueViews.map((name) => ({
    value: name,
    label: t(`views.${name}`),
    content: name === 'history' ? history : content(name),
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
          {others.length === 0 || view === 'history' ? null : (
            <Button
              size="sm"
              aria-pressed={beside !== undefined}
              onClick={() => setChosenBeside(beside === undefined ? (others.at(-1) ?? null) : null)}
            >
              <Columns2 aria-hidden size={13} />
              {edit('pane.beside')}
            </Button>
          )}
          {hasManaged ? (
            <Button
              size="sm"
              aria-pressed={showsManaged}
              onClick={() => setShowsManaged(!showsManaged)}
            >
              {t(showsManaged ? 'hideManaged' : 'showManaged')}
            </Button>
          ) : null}
          {text === undefined || text === '' ? null : <CopyButton text={text} />}
          {masked || isRevealed ? null : (
            <a
              className={buttonClass('default', 'sm')}
              href={rawValueUrl(cluster, shown.key.bytes, revision ?? undefined)}
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

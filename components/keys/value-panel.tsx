'use client';

import { useTranslations } from 'use-intl';
import type { Key } from '@/lib/domain/api/keys';
import { managedFieldsSpan } from '@/lib/domain/keys/managed-fields';
import { EmptyState } from '../ui/empty-state';
import { CodeView } from './code-view';
import { absence, formLanguages, formText, type ValueForm } from './value-forms';

type ValuePanelProps = {
  shown: Key;
  form: ValueForm;
  /** The managedFields of a Kubernetes object are folded away. */
  foldsManaged: boolean;
};

/** A value in one form, or why it has none. */
export const ValuePanel = ({ shown, form, foldsManaged }: ValuePanelProps) => {
  const t = useTranslations('keys');
  const text = formText(shown.value, form);
  if (text === undefined || text === '') {
    return <EmptyState title={t(absence(shown))}>{t(`${absence(shown)}Why`)}</EmptyState>;
  }
  const managed = form === 'yaml' && foldsManaged ? managedFieldsSpan(text) : undefined;
  return (
    <CodeView
      key={`${shown.key.bytes} ${form}`}
      text={text}
      language={formLanguages[form]}
      label={t('valueAs', { view: t(`views.${form}`) })}
      folded={managed}
      wrap={form === 'text'}
    />
  );
};

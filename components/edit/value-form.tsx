'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Select } from '../ui/select';
import {
  type Draft,
  type DraftForm,
  draftBytes,
  type FormProblem,
  inOtherForm,
  mayShowAs,
} from './draft';
import { TextArea } from './text-area';

type ValueFormProps = {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Begins with the cursor in the field. */
  autoFocus?: boolean;
};

/** The field of a value, in the encoding of choice; what is wrong with it is said below. */
export const ValueForm = ({ draft, onChange, autoFocus = false }: ValueFormProps) => {
  const t = useTranslations('edit');
  const [failed, setFailed] = useState<FormProblem | undefined>();
  const parsed = draftBytes(draft);
  const choose = (form: DraftForm) => {
    const next = inOtherForm(draft, form);
    setFailed('problem' in next ? next.problem : undefined);
    if (!('problem' in next)) {
      onChange(next);
    }
  };
  const problem = failed ?? ('problem' in parsed ? parsed.problem : undefined);
  const place = 'problem' in parsed ? parsed.place : '';
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('encoding')}
          value={draft.form}
          options={draft.forms
            .filter((form) => mayShowAs(draft, form))
            .map((form) => ({ value: form, label: t(`encodings.${form}`) }))}
          onChange={choose}
          className="w-44"
        />
        {draft.ends === 'crlf' ? <p className="text-muted text-xs">{t('crlf')}</p> : null}
      </div>
      <TextArea
        label={t('value')}
        className="min-h-40 flex-1"
        value={draft.text}
        error={problem === undefined ? undefined : t(`problem.${problem}`, { place })}
        onChange={(event) => {
          setFailed(undefined);
          onChange({ ...draft, text: event.target.value });
        }}
        autoFocus={autoFocus}
      />
    </>
  );
};

'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';

type RevealChoiceProps = {
  /** Why masked values are exported too; undefined where they are left out. */
  reason: string | undefined;
  onReason: (reason: string | undefined) => void;
};

/** For those who may reveal: whether masked values are exported too, and why. */
export const RevealChoice = ({ reason, onReason }: RevealChoiceProps) => {
  const t = useTranslations('bulk');
  const id = useId();
  return (
    <div className="grid gap-2">
      <div className="flex items-start gap-2">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 accent-green"
          checked={reason !== undefined}
          onChange={(event) => onReason(event.target.checked ? '' : undefined)}
        />
        <label htmlFor={id}>{t('export.reveal')}</label>
      </div>
      {reason === undefined ? null : (
        <Field
          label={t('export.reason')}
          hint={t('export.reasonHint')}
          value={reason}
          maxLength={500}
          onChange={(event) => onReason(event.target.value)}
        />
      )}
    </div>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { Field } from '../ui/field';

type ReasonFieldProps = { hint: string; value: string; onChange: (reason: string) => void };

/** Why something about alerts is set, as the server takes it. */
export const ReasonField = ({ hint, value, onChange }: ReasonFieldProps) => {
  const t = useTranslations('alerts');
  return (
    <Field
      label={t('reason')}
      hint={hint}
      required
      minLength={3}
      maxLength={500}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

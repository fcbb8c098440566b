'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';

type TypedNumberProps = {
  /** The number to be typed: how many keys are changed. */
  keys: string;
  value: string;
  onChange: (value: string) => void;
};

/** Asks for the number of keys by hand, so that nobody changes many without having read it. */
export const TypedNumber = ({ keys, value, onChange }: TypedNumberProps) => {
  const t = useTranslations('bulk');
  return (
    <Field
      label={t('typeNumber', { keys })}
      value={value}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
};

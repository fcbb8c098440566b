'use client';

import { useTranslations } from 'use-intl';
import { inputClass } from '@/components/ui/field';

type KeyFilterProps = { text: string; onText: (text: string) => void };

/** Narrows a list of keys to those that hold a text. */
export const KeyFilter = ({ text, onText }: KeyFilterProps) => {
  const t = useTranslations('history');
  return (
    <input
      type="search"
      className={`${inputClass} max-w-72`}
      value={text}
      maxLength={256}
      aria-label={t('filter')}
      placeholder={t('filter')}
      onChange={(event) => onText(event.target.value)}
    />
  );
};

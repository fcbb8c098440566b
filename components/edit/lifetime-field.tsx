'use client';

import { useTranslations } from 'use-intl';
import { longestLifetime } from '@/lib/domain/keys/write-limits';
import { Field } from '../ui/field';
import { useFormat } from '../ui/use-format';

/** The seconds somebody typed, undefined where they are none that etcd takes. */
export const secondsOf = (text: string): number | undefined => {
  const seconds = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return seconds >= 1 && seconds <= longestLifetime ? seconds : undefined;
};

type LifetimeFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Nothing typed is fine: the key then does not expire. */
  optional?: boolean;
};

/** A time to live in seconds, told as days, hours and minutes below. */
export const LifetimeField = ({ label, value, onChange, optional = false }: LifetimeFieldProps) => {
  const t = useTranslations('edit');
  const { duration } = useFormat();
  const seconds = secondsOf(value);
  const isWrong = seconds === undefined && value.trim() !== '';
  return (
    <Field
      label={label}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      hint={
        seconds === undefined
          ? t(optional ? 'lifetime.hintOptional' : 'lifetime.hint')
          : t('lifetime.is', { time: duration(seconds) })
      }
      error={isWrong ? t('lifetime.wrong') : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

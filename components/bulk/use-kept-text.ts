'use client';

import { useTranslations } from 'use-intl';
import { useCodeText } from '@/components/ui/use-code-text';

const own = [
  'changed_meanwhile',
  'outcome_unknown',
  'kubernetes_read_only',
  'forbidden',
  'other_prefix',
  'empty_key',
  'not_json',
  'not_a_key',
  'not_base64url',
  'twice',
] as const;

type OwnCode = (typeof own)[number];

const isOwn = (code: string): code is OwnCode => own.some((name) => name === code);

/** Why a key or a line is left as it is, in a few words. */
export const useKeptText = (): ((code: string) => string) => {
  const t = useTranslations('bulk');
  const textOfCode = useCodeText('errors');
  return (code) => (isOwn(code) ? t(`kept.${code}`) : (textOfCode(code, {}) ?? code));
};

'use client';

import { useTranslations } from 'use-intl';

/** Codes come from the server: they are checked when used, not by the type of the messages. */
type TranslateCode = {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
};

const asTranslateCode = (translate: unknown): TranslateCode => translate as TranslateCode;

/** Translates a code of the server under an area; undefined where this build has no words for it. */
export const useCodeText = (area: 'errors' | 'reasons' | 'advisor') => {
  const t = asTranslateCode(useTranslations(area));
  return (code: string, parameters: Record<string, string | number>): string | undefined =>
    t.has(code) ? t(code, parameters) : undefined;
};

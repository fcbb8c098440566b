import { createTranslator } from 'use-intl/core';
import type { Reason } from '@/lib/domain/api/common';
import { messages } from '@/messages/en';

/** A reason as an English sentence, the same one the pages show; its code where it has none. */
export const reasons = ({ code, parameters }: Reason): string => {
  const translate = createTranslator({ locale: 'en', messages: { ...messages.reasons } });
  return code in messages.reasons ? format(translate, code, parameters) : code;
};

type Translate = (code: string, parameters: Reason['parameters']) => string;

/** The codes are checked above; the translator's own types only take literal ones. */
const format = (translate: unknown, code: string, parameters: Reason['parameters']): string =>
  (translate as Translate)(code, parameters);

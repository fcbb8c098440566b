'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button';

type CopyButtonProps = {
  /** The text, or what gives it when it is copied. */
  text: string | (() => string);
  label?: string;
};

/** Copies a text; says so for two seconds, also to screen readers, and says when it could not. */
export const CopyButton = ({ text, label }: CopyButtonProps) => {
  const t = useTranslations('common');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') {
      return;
    }
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    // Outside of a secure context (plain http) browsers offer no clipboard.
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  const words = { idle: label ?? t('copy'), copied: t('copied'), failed: t('copyFailed') };
  return (
    <Button size="sm" onClick={copy}>
      {state === 'copied' ? <Check aria-hidden size={13} /> : <Copy aria-hidden size={13} />}
      <span aria-live="polite">{words[state]}</span>
    </Button>
  );
};

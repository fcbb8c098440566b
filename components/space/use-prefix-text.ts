'use client';

import { useTranslations } from 'use-intl';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';

/** The name of a prefix (base64url); words for the whole store. */
export const usePrefixText = (): ((prefix: string) => string) => {
  const t = useTranslations('space');
  return (prefix) =>
    prefix === '' ? t('wholeStore') : readableBytes(fromBase64Url(prefix) ?? new Uint8Array());
};

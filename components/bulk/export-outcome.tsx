'use client';

import { useTranslations } from 'use-intl';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/components/ui/use-format';
import type { ExportedFile } from '@/lib/api/exports';
import { useKeptText } from './use-kept-text';

/** Whether an exported file is whole, and what was left out of it. */
export const ExportOutcome = ({ file: { blob, fileName, end } }: { file: ExportedFile }) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const codeText = useKeptText();
  if (end === undefined) {
    return (
      <Notice tone="critical" role="alert">
        {t('export.cut', { file: fileName })}
      </Notice>
    );
  }
  if (!end.isWhole) {
    return (
      <Notice tone="critical" role="alert">
        {t('export.partial', { file: fileName, keys: end.keys })} {codeText(end.partial ?? '')}
      </Notice>
    );
  }
  return (
    <Notice tone="good" role="status">
      {t('export.done', { file: fileName, keys: end.keys, bytes: format.bytes(blob.size) })}{' '}
      {end.masked === 0 ? null : t('export.masked', { keys: end.masked })}
    </Notice>
  );
};

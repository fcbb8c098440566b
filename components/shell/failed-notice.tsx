'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

type FailedNoticeProps = {
  /** What the server log calls the failure; undefined where it happened in the browser. */
  digest: string | undefined;
  onRetry: () => void;
};

/** A page failed while it was made. */
export const FailedNotice = ({ digest, onRetry }: FailedNoticeProps) => {
  const t = useTranslations('shell.failed');
  const common = useTranslations('common');
  return (
    <Notice
      tone="critical"
      role="alert"
      action={
        <Button size="sm" onClick={onRetry}>
          {common('tryAgain')}
        </Button>
      }
    >
      <p>{t('title')}</p>
      <p className="text-muted">{digest === undefined ? t('inBrowser') : t('text', { digest })}</p>
    </Notice>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { FailedNotice } from './failed-notice';
import { MessagePage } from './message-page';

type FailedPageProps = { digest: string | undefined; onRetry: () => void };

/** A page outside of the frame, or the frame itself, failed while it was made. */
export const FailedPage = ({ digest, onRetry }: FailedPageProps) => {
  const t = useTranslations('shell.failed');
  return (
    <MessagePage title={t('title')}>
      <FailedNotice digest={digest} onRetry={onRetry} />
    </MessagePage>
  );
};

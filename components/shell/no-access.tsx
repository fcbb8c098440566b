'use client';

import { useTranslations } from 'use-intl';
import { MessagePage } from './message-page';

/** What a visitor sees whom the KubeSphere proxy did not name, or whose name has no role. */
export const NoAccess = () => {
  const t = useTranslations('shell.noAccess');
  return (
    <MessagePage title={t('title')}>
      <p>{t('text')}</p>
      <p className="text-muted">{t('detail')}</p>
    </MessagePage>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { buttonClass } from '../ui/button';
import { AppLink } from './app-link';
import { MessagePage } from './message-page';

/** There is no such page. */
export const NotFoundPage = () => {
  const t = useTranslations('shell.notFound');
  return (
    <MessagePage title={t('title')}>
      <p>{t('text')}</p>
      <AppLink href="/" className={`${buttonClass('primary')} justify-self-start`}>
        {t('home')}
      </AppLink>
    </MessagePage>
  );
};

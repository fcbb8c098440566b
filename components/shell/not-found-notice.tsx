'use client';

import { useTranslations } from 'use-intl';
import { buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { AppLink } from './app-link';

/** There is no such page of the console. */
export const NotFoundNotice = () => {
  const t = useTranslations('shell.notFound');
  return (
    <Card>
      <EmptyState
        title={t('title')}
        action={
          <AppLink href="/" className={buttonClass('primary')}>
            {t('home')}
          </AppLink>
        }
      >
        {t('text')}
      </EmptyState>
    </Card>
  );
};

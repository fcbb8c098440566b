'use client';

import { useTranslations } from 'use-intl';
import { apiUrl } from '@/lib/api/api-url';
import { AppLink } from '../shell/app-link';
import { useSession } from '../shell/session-context';
import { Card, CardHeader } from '../ui/card';
import { TimeAgo } from '../ui/time-ago';
import type { SettingsFacts } from './settings-page';

/** What this is, which version, under which licence, and where its API is described. */
export const AboutCard = ({ facts }: { facts: SettingsFacts }) => {
  const t = useTranslations('settings.about');
  const roleOf = useTranslations('common.role');
  const { username, role, mode, expiresAt } = useSession();
  return (
    <Card>
      <CardHeader title={t('title')} note={t('text')} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 px-4 pb-4">
        <dt className="text-muted">{t('version')}</dt>
        <dd>{facts.version}</dd>
        <dt className="text-muted">{t('licence')}</dt>
        <dd>{facts.licence}</dd>
        <dt className="text-muted">{t('session')}</dt>
        <dd>
          {t('sessionText', { name: username, role: roleOf(role) })}
          {mode === 'kubesphere' ? `, ${t('kubesphere')}` : null}
        </dd>
        {expiresAt === null ? null : (
          <>
            <dt className="text-muted">{t('ends')}</dt>
            <dd>
              <TimeAgo time={expiresAt} />
            </dd>
          </>
        )}
      </dl>
      <p className="flex flex-wrap gap-4 border-line border-t px-4 py-3">
        <AppLink href="/docs" className="text-blue hover:underline">
          {t('api')}
        </AppLink>
        <a href={apiUrl('/api/v1/openapi.json')} className="text-blue hover:underline">
          {t('apiDocument')}
        </a>
      </p>
    </Card>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTokens } from '@/lib/api/tokens';
import type { Token } from '@/lib/domain/api/session';
import { Button } from '../ui/button';
import { Card, CardHeader } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { NewTokenDialog } from './new-token-dialog';
import { RevokeTokenDialog } from './revoke-token-dialog';
import { TokensTable } from './tokens-table';

/** API tokens: made here, shown once, revoked here. */
export const TokensCard = () => {
  const t = useTranslations('settings.tokens');
  const { data, error, refetch } = useTokens();
  const [isCreating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<Token | undefined>();
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')}>
        <Button variant="primary" onClick={() => setCreating(true)}>
          {t('create')}
        </Button>
      </CardHeader>
      {error ? (
        <div className="px-4 pb-4">
          <ErrorNotice error={error} onRetry={() => refetch()} />
        </div>
      ) : data === undefined ? (
        <Skeleton className="mx-4 mb-4 h-20" />
      ) : data.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>
      ) : (
        <TokensTable tokens={data} onRevoke={setRevoked} />
      )}
      {isCreating ? <NewTokenDialog onClose={() => setCreating(false)} /> : null}
      {revoked === undefined ? null : (
        <RevokeTokenDialog token={revoked} onClose={() => setRevoked(undefined)} />
      )}
    </Card>
  );
};

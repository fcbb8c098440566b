'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAccounts } from '@/lib/api/accounts';
import { Button } from '../ui/button';
import { Card, CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { AccountsTable } from './accounts-table';
import { NewAccountDialog } from './new-account-dialog';

/** The local accounts: added, changed, disabled. */
export const AccountsCard = ({ minimumPasswordLength }: { minimumPasswordLength: number }) => {
  const t = useTranslations('settings.accounts');
  const { data, error, refetch } = useAccounts(true);
  const [isAdding, setAdding] = useState(false);
  return (
    <Card>
      <CardHeader title={t('title')}>
        <Button onClick={() => setAdding(true)}>{t('add')}</Button>
      </CardHeader>
      {error ? (
        <div className="px-4 pb-4">
          <ErrorNotice error={error} onRetry={() => refetch()} />
        </div>
      ) : data === undefined ? (
        <Skeleton className="mx-4 mb-4 h-20" />
      ) : (
        <AccountsTable accounts={data} minimumPasswordLength={minimumPasswordLength} />
      )}
      {isAdding ? (
        <NewAccountDialog
          minimumPasswordLength={minimumPasswordLength}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Card>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChangeAccount, useEndSessions } from '@/lib/api/accounts';
import type { Account } from '@/lib/domain/api/session';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { Table, Th } from '../ui/table';
import { AccountRow } from './account-row';
import { ConfirmDialog } from './confirm-dialog';
import { ResetPasswordDialog } from './reset-password-dialog';

type AccountsTableProps = { accounts: readonly Account[]; minimumPasswordLength: number };

type OpenDialog = { kind: 'reset' | 'disable'; account: Account } | undefined;

/** Every account with its role, state and what may be done to it. */
export const AccountsTable = ({ accounts, minimumPasswordLength }: AccountsTableProps) => {
  const t = useTranslations('settings.accounts');
  const [dialog, setDialog] = useState<OpenDialog>();
  const change = useChangeAccount();
  const endSessions = useEndSessions();
  const error = (dialog === undefined ? change.error : null) ?? endSessions.error;
  const close = () => setDialog(undefined);
  return (
    <>
      <div className="px-4 empty:hidden [&>*]:mb-3">
        {error ? <ErrorNotice error={error} /> : null}
        {endSessions.isSuccess ? (
          <Notice tone="good" role="status">
            {t('endedSessions', { name: endSessions.variables })}
          </Notice>
        ) : null}
      </div>
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('username')}</Th>
            <Th>{t('role')}</Th>
            <Th>{t('state')}</Th>
            <Th>{t('created')}</Th>
            <Th>{t('lastLogin')}</Th>
            <Th numeric>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <AccountRow
              key={account.username}
              account={account}
              onRole={(role) => change.mutate({ username: account.username, change: { role } })}
              onEnable={() =>
                change.mutate({ username: account.username, change: { disabled: false } })
              }
              onDisable={() => setDialog({ kind: 'disable', account })}
              onReset={() => setDialog({ kind: 'reset', account })}
              onEndSessions={() => endSessions.mutate(account.username)}
            />
          ))}
        </tbody>
      </Table>
      {dialog?.kind === 'reset' ? (
        <ResetPasswordDialog
          username={dialog.account.username}
          minimumPasswordLength={minimumPasswordLength}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'disable' ? (
        <ConfirmDialog
          title={t('disableTitle', { name: dialog.account.username })}
          text={t('disableText')}
          action={t('disable')}
          pending={change.isPending}
          error={change.error}
          onConfirm={() =>
            change.mutate(
              { username: dialog.account.username, change: { disabled: true } },
              { onSuccess: close },
            )
          }
          onClose={close}
        />
      ) : null}
    </>
  );
};

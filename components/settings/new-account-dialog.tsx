'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCreateAccount } from '@/lib/api/accounts';
import type { NewAccount } from '@/lib/domain/api/session';
import { roles } from '@/lib/domain/permissions';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Select } from '../ui/select';

const empty: NewAccount = { username: '', password: '', role: 'viewer' };

type NewAccountDialogProps = { minimumPasswordLength: number; onClose: () => void };

/** Adds a local account. */
export const NewAccountDialog = ({ minimumPasswordLength, onClose }: NewAccountDialogProps) => {
  const t = useTranslations('settings.accounts');
  const common = useTranslations('common');
  const formId = useId();
  const [account, setAccount] = useState(empty);
  const create = useCreateAccount();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(account, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('addTitle')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={create.isPending}>
            {t('add')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <Field
          label={t('username')}
          required
          maxLength={64}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={account.username}
          onChange={(event) => setAccount({ ...account, username: event.target.value })}
        />
        <Field
          label={t('password')}
          hint={t('passwordHint', { count: minimumPasswordLength })}
          type="password"
          required
          minLength={minimumPasswordLength}
          autoComplete="new-password"
          value={account.password}
          onChange={(event) => setAccount({ ...account, password: event.target.value })}
        />
        <Select
          label={t('role')}
          value={account.role}
          options={roles.map((value) => ({ value, label: common(`role.${value}`) }))}
          onChange={(role) => setAccount({ ...account, role })}
        />
      </form>
    </Dialog>
  );
};

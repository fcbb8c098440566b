'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useResetPassword } from '@/lib/api/accounts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';

type ResetPasswordDialogProps = {
  username: string;
  minimumPasswordLength: number;
  onClose: () => void;
};

/** Sets the password of somebody else. */
export const ResetPasswordDialog = ({
  username,
  minimumPasswordLength,
  onClose,
}: ResetPasswordDialogProps) => {
  const t = useTranslations('settings.accounts');
  const common = useTranslations('common');
  const formId = useId();
  const [password, setPassword] = useState('');
  const reset = useResetPassword();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate({ username, password }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('resetTitle', { name: username })}
      description={t('resetText', { name: username })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={reset.isPending}>
            {t('reset')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        {reset.error ? <ErrorNotice error={reset.error} /> : null}
        <Field
          label={t('password')}
          hint={t('passwordHint', { count: minimumPasswordLength })}
          type="password"
          required
          minLength={minimumPasswordLength}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </form>
    </Dialog>
  );
};

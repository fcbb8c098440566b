'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemError } from '@/lib/api/request';
import { useChangePassword } from '@/lib/api/session';
import { Button } from '../ui/button';
import { Card, CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';

const empty = { oldPassword: '', newPassword: '', repeated: '' };

/** Changes one's own password. */
export const PasswordCard = ({ minimumPasswordLength }: { minimumPasswordLength: number }) => {
  const t = useTranslations('settings.password');
  const [fields, setFields] = useState(empty);
  const change = useChangePassword();
  const { oldPassword, newPassword, repeated } = fields;
  const length = { count: minimumPasswordLength };
  const isShort = newPassword !== '' && newPassword.length < minimumPasswordLength;
  const differs = repeated !== '' && repeated !== newPassword;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isShort && !differs) {
      change.mutate({ oldPassword, newPassword }, { onSuccess: () => setFields(empty) });
    }
  };
  // The form is only shown where one may change the password, so what is refused is the old one.
  const isWrong = change.error instanceof ProblemError && change.error.problem.code === 'forbidden';
  const field = (name: keyof typeof empty) => ({
    type: 'password',
    required: true,
    value: fields[name],
    onChange: (event: { target: { value: string } }) =>
      setFields({ ...fields, [name]: event.target.value }),
  });
  return (
    <Card>
      <CardHeader title={t('title')} />
      <form onSubmit={submit} className="grid gap-3 px-4 pb-4">
        {change.error && !isWrong ? <ErrorNotice error={change.error} /> : null}
        {change.isSuccess ? (
          <Notice tone="good" role="status">
            {t('changed')}
          </Notice>
        ) : null}
        <Field
          label={t('current')}
          autoComplete="current-password"
          error={isWrong ? t('wrong') : undefined}
          {...field('oldPassword')}
        />
        <Field
          label={t('new')}
          autoComplete="new-password"
          hint={t('hint', length)}
          error={isShort ? t('short', length) : undefined}
          {...field('newPassword')}
        />
        <Field
          label={t('repeat')}
          autoComplete="new-password"
          error={differs ? t('differs') : undefined}
          {...field('repeated')}
        />
        <Button type="submit" className="justify-self-start" disabled={change.isPending}>
          {t('change')}
        </Button>
      </form>
    </Card>
  );
};

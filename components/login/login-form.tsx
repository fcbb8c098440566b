'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemError } from '@/lib/api/request';
import { useLogin } from '@/lib/api/session';
import { useKeptQuery } from '../shell/display-context';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Notice } from '../ui/notice';

const LoginError = ({ error }: { error: Error }) => {
  const t = useTranslations('login');
  return error instanceof ProblemError && error.problem.code === 'unauthenticated' ? (
    <Notice tone="critical" role="alert">
      {t('wrong')}
    </Notice>
  ) : (
    <ErrorNotice error={error} />
  );
};

/** User name and password; goes on to `next`, which the server has checked to be our own. */
export const LoginForm = ({ next }: { next: string }) => {
  const t = useTranslations('login');
  const router = useRouter();
  const keep = useKeptQuery();
  const [credentials, setCredentials] = useState({ username: '', password: '' });
  const login = useLogin();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate(credentials, {
      onSuccess: () => {
        router.replace(keep(next));
        router.refresh();
      },
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      {login.error === null ? null : <LoginError error={login.error} />}
      <Field
        label={t('username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={credentials.username}
        onChange={(event) => setCredentials({ ...credentials, username: event.target.value })}
      />
      <Field
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={credentials.password}
        onChange={(event) => setCredentials({ ...credentials, password: event.target.value })}
      />
      <Button
        type="submit"
        variant="primary"
        disabled={login.isPending || login.isSuccess}
        className="mt-1"
      >
        {t('submit')}
      </Button>
    </form>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { DisplayToggles } from '../shell/display-toggles';
import { MessagePage } from '../shell/message-page';
import { LoginForm } from './login-form';

/** The command that creates an account, as a person types it in the project's folder. */
const createAccountCommand = 'npm run etcdscope -- account add <name> --role admin';

type LoginPageProps = {
  next: string;
  /** False until the first account exists. */
  hasAccounts: boolean;
};

/** The login page, with how to get an account. */
export const LoginPage = ({ next, hasAccounts }: LoginPageProps) => {
  const t = useTranslations('login');
  return (
    <MessagePage title={t('title')} footer={<DisplayToggles />}>
      {hasAccounts ? <LoginForm next={next} /> : null}
      <p className="text-muted text-sm">{hasAccounts ? t('help') : t('noAccounts')}</p>
      <code className="break-words rounded-sm bg-code px-2 py-1.5 font-mono text-sm">
        {createAccountCommand}
      </code>
    </MessagePage>
  );
};

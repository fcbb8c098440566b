'use client';

import { LogOut, UserRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useLogout } from '@/lib/api/session';
import { IconButton } from '../ui/button';
import { useErrorText } from '../ui/error-notice';
import { useKeptQuery } from './display-context';
import { useSession } from './session-context';

/** Who is signed in and as what, with the way out where the session is our own. */
export const Account = () => {
  const t = useTranslations('shell');
  const roleOf = useTranslations('common.role');
  const { username, role, mode } = useSession();
  const router = useRouter();
  const keep = useKeptQuery();
  const errorText = useErrorText();
  const signOut = useLogout();
  const leave = () =>
    signOut.mutate(undefined, {
      onSuccess: () => {
        router.push(keep('/login'));
        router.refresh();
      },
    });
  return (
    <div className="grid gap-1">
      <div className="flex flex-col items-center gap-1 wide:flex-row wide:pl-2.5">
        <UserRound aria-hidden size={15} strokeWidth={1.7} className="flex-none text-muted" />
        <span className="sr-only">{t('signedInAs', { name: username, role: roleOf(role) })}</span>
        <span aria-hidden className="hidden min-w-0 flex-1 pl-1.5 leading-tight wide:block">
          <span className="block truncate" title={username}>
            {username}
          </span>
          <span className="block text-muted text-xs">{roleOf(role)}</span>
        </span>
        {mode === 'local' ? (
          <IconButton label={t('signOut')} disabled={signOut.isPending} onClick={leave}>
            <LogOut aria-hidden size={15} />
          </IconButton>
        ) : null}
      </div>
      {signOut.isError ? (
        <p role="alert" className="px-2 text-red-ink text-xs">
          {errorText(signOut.error)}
        </p>
      ) : null}
    </div>
  );
};

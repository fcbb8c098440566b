'use client';

import { useMay, useSession } from '../shell/session-context';
import { AboutCard } from './about-card';
import { AccountsCard } from './accounts-card';
import { AppearanceCard } from './appearance-card';
import { PasswordCard } from './password-card';
import { TokensCard } from './tokens-card';

/** What the server knows and the settings show. */
export type SettingsFacts = { version: string; licence: string; minimumPasswordLength: number };

/** Tokens, accounts, one's own password, appearance and about; what one may not do is not shown. */
export const SettingsPage = ({ facts }: { facts: SettingsFacts }) => {
  const isLocal = useSession().mode === 'local';
  const maySeeAccounts = useMay('account:manage') && isLocal;
  const mayOwnTokens = useMay('token:own');
  const { minimumPasswordLength } = facts;
  return (
    <>
      {mayOwnTokens ? <TokensCard /> : null}
      {maySeeAccounts ? <AccountsCard minimumPasswordLength={minimumPasswordLength} /> : null}
      <div className="grid items-start gap-5 lg:grid-cols-3">
        <AppearanceCard />
        {isLocal ? <PasswordCard minimumPasswordLength={minimumPasswordLength} /> : null}
        <AboutCard facts={facts} />
      </div>
    </>
  );
};

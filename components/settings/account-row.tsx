'use client';

import { useTranslations } from 'use-intl';
import type { Account } from '@/lib/domain/api/session';
import { type Role, roles } from '@/lib/domain/permissions';
import { useSession } from '../shell/session-context';
import { Button } from '../ui/button';
import { Select } from '../ui/select';
import { StatusDot } from '../ui/status-dot';
import { Td } from '../ui/table';
import { Tag } from '../ui/tag';
import { TimeAgo } from '../ui/time-ago';

type AccountRowProps = {
  account: Account;
  onRole: (role: Role) => void;
  onEnable: () => void;
  onDisable: () => void;
  onReset: () => void;
  onEndSessions: () => void;
};

/** One account; one's own cannot be demoted or disabled by accident. */
export const AccountRow = ({ account, ...on }: AccountRowProps) => {
  const t = useTranslations('settings.accounts');
  const common = useTranslations('common');
  const { username, disabled, lastLoginAt } = account;
  const isOwn = useSession().username === username;
  const named = (action: string) => `${action}: ${username}`;
  return (
    <tr>
      <Td>
        <span className="font-semibold">{username}</span> {isOwn ? <Tag>{t('you')}</Tag> : null}
      </Td>
      <Td>
        <Select
          label={t('roleOf', { name: username })}
          labelHidden
          className="w-32"
          value={account.role}
          disabled={isOwn}
          options={roles.map((value) => ({ value, label: common(`role.${value}`) }))}
          onChange={on.onRole}
        />
      </Td>
      <Td>
        <StatusDot tone={disabled ? 'neutral' : 'good'} /> {disabled ? t('disabled') : t('active')}
      </Td>
      <Td>
        <TimeAgo time={account.createdAt} />
      </Td>
      <Td>{lastLoginAt === null ? common('never') : <TimeAgo time={lastLoginAt} />}</Td>
      <Td numeric>
        <div className="flex justify-end gap-2">
          <Button size="sm" aria-label={named(t('endSessions'))} onClick={on.onEndSessions}>
            {t('endSessions')}
          </Button>
          {isOwn ? null : (
            <>
              <Button size="sm" aria-label={named(t('reset'))} onClick={on.onReset}>
                {t('reset')}
              </Button>
              <Button
                size="sm"
                aria-label={named(disabled ? t('enable') : t('disable'))}
                onClick={disabled ? on.onEnable : on.onDisable}
              >
                {disabled ? t('enable') : t('disable')}
              </Button>
            </>
          )}
        </div>
      </Td>
    </tr>
  );
};

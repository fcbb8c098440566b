'use client';

import { useTranslations } from 'use-intl';
import type { Token } from '@/lib/domain/api/session';
import { Button } from '../ui/button';
import { Table, Td, Th } from '../ui/table';
import { Tag } from '../ui/tag';
import { TimeAgo } from '../ui/time-ago';
import { useNow } from '../ui/use-now';

type TokensTableProps = { tokens: readonly Token[]; onRevoke: (token: Token) => void };

/** The tokens one may see. */
export const TokensTable = ({ tokens, onRevoke }: TokensTableProps) => {
  const t = useTranslations('settings.tokens');
  const common = useTranslations('common');
  const now = useNow(60_000);
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('owner')}</Th>
          <Th>{t('role')}</Th>
          <Th>{t('created')}</Th>
          <Th>{t('expires')}</Th>
          <Th>{t('lastUsed')}</Th>
          <Th numeric>
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id}>
            <Td className="max-w-70 truncate font-semibold">{token.name}</Td>
            <Td>{token.username}</Td>
            <Td>{common(`role.${token.role}`)}</Td>
            <Td>
              <TimeAgo time={token.createdAt} />
            </Td>
            <Td>
              {Date.parse(token.expiresAt) <= now.getTime() ? (
                <Tag tone="warning">{t('expired')}</Tag>
              ) : (
                <TimeAgo time={token.expiresAt} />
              )}
            </Td>
            <Td>
              {token.lastUsedAt === null ? common('never') : <TimeAgo time={token.lastUsedAt} />}
            </Td>
            <Td numeric>
              <Button
                size="sm"
                aria-label={`${t('revoke')}: ${token.name}`}
                onClick={() => onRevoke(token)}
              >
                {t('revoke')}
              </Button>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

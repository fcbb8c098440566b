'use client';

import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/domain/api/overview';
import { Card, CardHeader } from '../ui/card';
import { EmptyState } from '../ui/empty-state';
import { Table, Th } from '../ui/table';
import { useFormat } from '../ui/use-format';
import { MemberRow } from './member-row';

/** The members, each with what it says of itself. */
export const MembersCard = ({ overview }: { overview: Overview }) => {
  const t = useTranslations('overview.members');
  const { milliseconds } = useFormat();
  const { members, answered, elapsedMilliseconds } = overview;
  return (
    <Card>
      <CardHeader
        title={t('title')}
        note={
          members.length === 0
            ? undefined
            : t('answeredIn', {
                answered,
                total: members.length,
                elapsed: milliseconds(elapsedMilliseconds),
              })
        }
      />
      {members.length === 0 ? (
        <EmptyState title={t('unknownTitle')}>{t('none')}</EmptyState>
      ) : (
        <Table label={t('title')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th className="hidden wide:table-cell">{t('id')}</Th>
              <Th>{t('role')}</Th>
              <Th>{t('version')}</Th>
              <Th>{t('database')}</Th>
              <Th numeric title={t('lagHint')}>
                {t('lag')}
              </Th>
              <Th numeric>{t('latency')}</Th>
              <Th>{t('certificate')}</Th>
              <Th>{t('notes')}</Th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                alarms={overview.alarms.filter((alarm) => alarm.memberId === member.id)}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
};

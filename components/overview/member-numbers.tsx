'use client';

import { useTranslations } from 'use-intl';
import type { Member } from '@/lib/domain/api/overview';
import { Td } from '../ui/table';
import { Tag } from '../ui/tag';
import { useFormat } from '../ui/use-format';
import { DatabaseUse } from './database-use';

/** How many columns the numbers of a member take. */
export const memberNumberColumns = 5;

/** Role, version, database, raft lag and answer time of a member that answered. */
export const MemberNumbers = ({ member }: { member: Member }) => {
  const roleOf = useTranslations('overview.roles');
  const common = useTranslations('common');
  const { count, milliseconds } = useFormat();
  const { role, version, raftLag, latencyMilliseconds } = member;
  return (
    <>
      <Td>{role === 'leader' ? <Tag tone="good">{roleOf(role)}</Tag> : roleOf(role)}</Td>
      <Td>{version ?? common('unknown')}</Td>
      <Td>
        <DatabaseUse member={member} />
      </Td>
      <Td numeric>{raftLag === null ? common('notExposed') : count(raftLag)}</Td>
      <Td numeric>{latencyMilliseconds === null ? '—' : milliseconds(latencyMilliseconds)}</Td>
    </>
  );
};

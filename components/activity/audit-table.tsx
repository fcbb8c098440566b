'use client';

import { useTranslations } from 'use-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import type { AuditEntry } from '@/lib/domain/api/operations';

const tones: Record<AuditEntry['result'], Tone> = {
  allowed: 'good',
  succeeded: 'good',
  denied: 'critical',
  failed: 'critical',
  intended: 'neutral',
};

/** Lines of the audit log, newest first. */
export const AuditTable = ({ entries }: { entries: readonly AuditEntry[] }) => {
  const t = useTranslations('activity');
  return (
    <Table label={t('audit')}>
      <thead>
        <tr>
          <Th>{t('auditColumns.time')}</Th>
          <Th>{t('auditColumns.actor')}</Th>
          <Th>{t('auditColumns.action')}</Th>
          <Th>{t('auditColumns.resource')}</Th>
          <Th>{t('auditColumns.result')}</Th>
          <Th>{t('auditColumns.detail')}</Th>
          <Th>{t('auditColumns.address')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <AuditRow key={entry.sequence} entry={entry} />
        ))}
      </tbody>
    </Table>
  );
};

const AuditRow = ({ entry }: { entry: AuditEntry }) => {
  const t = useTranslations('activity');
  const format = useFormat();
  const resource = [entry.cluster, entry.resource].filter((part) => part !== null).join(': ');
  return (
    <tr className="align-top">
      <Td>{format.dateTime(entry.time)}</Td>
      <Td>{entry.actor}</Td>
      <Td className="font-mono text-xs">{entry.action}</Td>
      <Td className="min-w-40 whitespace-normal break-all font-mono text-xs">{resource}</Td>
      <Td>
        <Tag tone={tones[entry.result]}>{t(`auditResult.${entry.result}`)}</Tag>
      </Td>
      <Td className="min-w-40 whitespace-normal">
        {entry.reason === null ? null : <p>{t('reason', { reason: entry.reason })}</p>}
        {entry.detail}
      </Td>
      <Td>{entry.address}</Td>
    </tr>
  );
};

'use client';

import { Download, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button, buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Td } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { useFormat } from '@/components/ui/use-format';
import { backupFileUrl } from '@/lib/api/backups';
import type { Backup } from '@/lib/domain/api/operations';

type BackupRowProps = { backup: Backup; onDelete: () => void };

/** One backup of the list. */
export const BackupRow = ({ backup, onDelete }: BackupRowProps) => {
  const t = useTranslations('backups');
  const format = useFormat();
  return (
    <tr>
      <Td>{format.dateTime(backup.takenAt)}</Td>
      <Td>{backup.memberName}</Td>
      <Td numeric>{format.count(backup.revision)}</Td>
      <Td numeric>{format.bytes(backup.size)}</Td>
      <Td>{backup.etcdVersion}</Td>
      <Td>
        {backup.present ? (
          <Tag tone="good">{t('proofChecksum')}</Tag>
        ) : (
          <span title={t('absentHint')}>
            <Tag tone="warning">{t('absent')}</Tag>
          </span>
        )}
      </Td>
      <Td>{backup.startedBy}</Td>
      <Td>
        <BackupActions backup={backup} onDelete={onDelete} />
      </Td>
    </tr>
  );
};

const BackupActions = ({ backup, onDelete }: BackupRowProps) => {
  const t = useTranslations('backups');
  const mayDownload = useMay('backup:download');
  const mayDelete = useMay('backup:delete');
  const file = backup.fileName;
  return (
    <div className="flex justify-end gap-2">
      <CopyButton text={backup.sha256} label={t('copyDigest')} />
      {backup.present && mayDownload ? (
        <a
          href={backupFileUrl(backup)}
          download={file}
          aria-label={t('downloadOf', { file })}
          className={buttonClass('default', 'sm')}
        >
          <Download aria-hidden size={13} />
          {t('download')}
        </a>
      ) : null}
      {mayDelete ? (
        <Button size="sm" aria-label={t('deleteOf', { file })} onClick={onDelete}>
          <Trash2 aria-hidden size={13} />
          {t('delete')}
        </Button>
      ) : null}
    </div>
  );
};

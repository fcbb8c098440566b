'use client';

import { useTranslations } from 'use-intl';
import { Card, CardHeader } from '@/components/ui/card';
import { useOverview } from '@/lib/api/clusters';
import type { Backup } from '@/lib/domain/api/operations';
import { restoreCommands, statusCommand } from '@/lib/domain/backups/restore-commands';
import { CommandLine } from './command-line';

type RestoreHintProps = { cluster: string; backup: Backup };

/** The exact commands of etcd's own tools that check a file and restore each member from it. */
export const RestoreHint = ({ cluster, backup }: RestoreHintProps) => {
  const t = useTranslations('backups');
  const { data: overview } = useOverview(cluster);
  const commands = restoreCommands(backup, overview?.members ?? []);
  return (
    <Card aria-labelledby="backup-use">
      <CardHeader id="backup-use" title={t('use')} note={t('useNote', { file: backup.fileName })} />
      <div className="grid gap-3 px-4 pb-4">
        <p className="text-muted">{t('useCheck')}</p>
        <CommandLine command={statusCommand(backup)} />
        {commands.length === 0 ? null : <p className="text-muted">{t('useRestore')}</p>}
        {commands.map(({ member, command }) => (
          <CommandLine key={member} label={t('useRestoreOn', { member })} command={command} />
        ))}
        {commands.length === 0 ? null : <p className="text-muted">{t('useAfter')}</p>}
      </div>
    </Card>
  );
};

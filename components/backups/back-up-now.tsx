'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select } from '@/components/ui/select';
import { useStartBackup } from '@/lib/api/backups';
import { useRecentOperations } from '@/lib/api/operations';
import { useMemberOptions } from './use-member-options';

/** Member choice and button that start a backup; nothing for those who may not. */
export const BackUpNow = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('backups');
  const mayCreate = useMay('backup:create');
  const [member, setMember] = useState('');
  const options = useMemberOptions(cluster);
  const start = useStartBackup(cluster);
  const operations = useRecentOperations(cluster);
  const isRunning = operations.data?.operations.some(
    ({ kind, state }) => kind === 'backup' && state === 'running',
  );
  if (!mayCreate) {
    return null;
  }
  const words = start.isPending ? t('starting') : isRunning ? t('backingUp') : t('backUpNow');
  return (
    <div className="grid justify-items-end gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          className="w-60"
          label={t('member')}
          labelHidden
          value={options.some(({ value }) => value === member) ? member : ''}
          options={options}
          onChange={setMember}
        />
        <Button
          variant="primary"
          disabled={start.isPending || isRunning}
          onClick={() => start.mutate(member === '' ? undefined : member)}
        >
          {words}
        </Button>
      </div>
      {start.error === null ? null : <ErrorNotice error={start.error} />}
    </div>
  );
};

'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Field } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/components/ui/use-format';
import { useDeleteBackup } from '@/lib/api/backups';
import type { Backup } from '@/lib/domain/api/operations';

type DeleteBackupProps = {
  backup: Backup;
  /** Whether no other file would be left. */
  isLast: boolean;
  onClose: () => void;
};

/** Says what is about to be lost and asks for the file name before it deletes. */
export const DeleteBackup = ({ backup, isLast, onClose }: DeleteBackupProps) => {
  const t = useTranslations('backups');
  const common = useTranslations('common');
  const format = useFormat();
  const formId = useId();
  const [typed, setTyped] = useState('');
  const remove = useDeleteBackup(backup.cluster);
  const { id, fileName, memberName } = backup;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    remove.mutate({ id, fileName: typed }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t('deleteTitle')}
      description={t('deleteText', {
        time: format.dateTime(backup.takenAt),
        member: memberName,
        size: format.bytes(backup.size),
      })}
      wide
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="danger"
            type="submit"
            form={formId}
            disabled={typed !== fileName || remove.isPending}
          >
            {remove.isPending ? t('deleting') : t('delete')}
          </Button>
        </>
      }
    >
      <form id={formId} className="grid gap-3" onSubmit={submit}>
        {isLast ? <Notice tone="warning">{t('deleteLast')}</Notice> : null}
        <Field
          label={t('deleteType', { file: fileName })}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      </form>
    </Dialog>
  );
};

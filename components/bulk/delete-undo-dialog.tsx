'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useFormat } from '@/components/ui/use-format';
import { useDeleteUndoFile } from '@/lib/api/bulk';
import type { UndoFile } from '@/lib/domain/api/bulk';

type DeleteUndoDialogProps = { cluster: string; file: UndoFile; onClose: () => void };

/** Asks once more before an undo file is gone for good. */
export const DeleteUndoDialog = ({ cluster, file, onClose }: DeleteUndoDialogProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const format = useFormat();
  const remove = useDeleteUndoFile(cluster);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('undo.removeTitle')}
      description={t('undo.removeText', { time: format.dateTime(file.startedAt) })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate(file.operation, { onSuccess: onClose })}
          >
            {t('undo.remove')}
          </Button>
        </>
      }
    >
      {remove.error === null ? null : <ErrorNotice error={remove.error} />}
    </Dialog>
  );
};

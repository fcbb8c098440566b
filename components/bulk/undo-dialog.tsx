'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useFormat } from '@/components/ui/use-format';
import { useRefreshUndoFiles, useUndo } from '@/lib/api/bulk';
import type { UndoFile } from '@/lib/domain/api/bulk';
import { BulkProgress } from './bulk-progress';

type UndoDialogProps = { cluster: string; file: UndoFile; onClose: () => void };

/** Says what undoing does before it is done, and follows it. */
export const UndoDialog = ({ cluster, file, onClose }: UndoDialogProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const format = useFormat();
  const undo = useUndo(cluster);
  const refresh = useRefreshUndoFiles(cluster);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={t('undo.confirmTitle')}
      description={t('undo.confirmText', {
        time: format.dateTime(file.startedAt),
        who: file.startedBy,
      })}
      footer={
        undo.data === undefined ? (
          <>
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button
              variant="primary"
              disabled={undo.isPending}
              onClick={() => undo.mutate(file.operation)}
            >
              {t('undo.confirm')}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{common('close')}</Button>
        )
      }
    >
      {undo.data === undefined ? (
        <div className="grid gap-3">
          <p>{t(`undo.how.${file.kind}`)}</p>
          {undo.error === null ? null : <ErrorNotice error={undo.error} />}
        </div>
      ) : (
        <BulkProgress started={undo.data} onEnded={refresh} />
      )}
    </Dialog>
  );
};

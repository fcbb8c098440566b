'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useDeleteKeys, useDeletionPreview } from '@/lib/api/bulk';
import { BulkProgress } from './bulk-progress';
import { DeletionPreviewView } from './deletion-preview-view';
import type { KeySelection } from './key-selection';

type DeleteDialogProps = {
  cluster: string;
  selection: KeySelection;
  onClose: () => void;
  /** A deletion was started and the dialog is closed after it. */
  onDone: () => void;
};

/** Shows exactly what would be deleted, asks for the number by hand, and follows the deletion. */
export const DeleteDialog = ({ cluster, selection, onClose, onDone }: DeleteDialogProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const formId = useId();
  const [typed, setTyped] = useState('');
  const remove = useDeleteKeys(cluster);
  const preview = useDeletionPreview(
    cluster,
    selection,
    { kept: false },
    remove.data === undefined,
  );
  const [first] = preview.data?.pages ?? [];
  const keys = first?.summary?.keys ?? '0';
  const mayDelete = first !== undefined && keys !== '0' && typed === keys && !remove.isPending;
  const close = () => {
    onClose();
    if (remove.data !== undefined) {
      onDone();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayDelete) {
      remove.mutate({ selection, revision: first.revision, keys });
    }
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || close()}
      title={t('delete.title')}
      description={remove.data === undefined ? t('delete.description') : undefined}
      footer={
        remove.data === undefined ? (
          <>
            <Button onClick={close}>{common('cancel')}</Button>
            <Button variant="danger" type="submit" form={formId} disabled={!mayDelete}>
              {t('delete.confirm', { keys: Number(keys) })}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{common('close')}</Button>
        )
      }
    >
      {remove.data === undefined ? (
        <form id={formId} onSubmit={submit}>
          <DeletionPreviewView
            cluster={cluster}
            selection={selection}
            preview={preview}
            typed={typed}
            onTyped={setTyped}
            error={remove.error}
          />
        </form>
      ) : (
        <BulkProgress started={remove.data} />
      )}
    </Dialog>
  );
};

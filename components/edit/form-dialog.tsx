'use client';

import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { WriteProblem } from './write-problem';

type FormDialogProps = {
  title: string;
  description?: ReactNode;
  /** The words of the button that does it. */
  confirm: string;
  isDangerous?: boolean;
  canConfirm: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog with a form that changes a key; it stays with all that was typed where that fails. */
export const FormDialog = (props: FormDialogProps) => {
  const { canConfirm, isPending, onConfirm, onClose } = props;
  const t = useTranslations('edit');
  const common = useTranslations('common');
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canConfirm && !isPending) {
      onConfirm();
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={props.title}
      description={props.description}
      wide
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant={props.isDangerous === true ? 'danger' : 'primary'}
            type="submit"
            form={formId}
            disabled={!canConfirm || isPending}
          >
            {isPending ? t('saving') : props.confirm}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        {props.children}
        <WriteProblem error={props.error} />
      </form>
    </Dialog>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';

type ConfirmDialogProps = {
  title: string;
  text: string;
  /** The words of the button that does it. */
  action: string;
  pending: boolean;
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
};

/** Says what will happen and what is lost, and asks. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const common = useTranslations('common');
  return (
    <Dialog
      open
      onOpenChange={(open) => open || props.onClose()}
      title={props.title}
      footer={
        <>
          <Button onClick={props.onClose}>{common('cancel')}</Button>
          <Button variant="danger" disabled={props.pending} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {props.error === null ? null : <ErrorNotice error={props.error} />}
        <p>{props.text}</p>
      </div>
    </Dialog>
  );
};

'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';

const shortestReason = 3;
const longestReason = 500;

type RevealDialogProps = {
  name: string;
  isPending: boolean;
  error: unknown;
  onReveal: (reason: string) => void;
  onClose: () => void;
};

/** Asks why a masked value is to be shown; the reason goes to the audit log. */
export const RevealDialog = ({ name, isPending, error, onReveal, onClose }: RevealDialogProps) => {
  const t = useTranslations('keys');
  const common = useTranslations('common');
  const formId = useId();
  const [reason, setReason] = useState('');
  const isEnough = reason.trim().length >= shortestReason;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEnough) {
      onReveal(reason.trim());
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('reveal.title')}
      description={t('reveal.description')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isEnough || isPending}>
            {t('reveal.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <p className="break-all font-mono text-sm">{name}</p>
        <Field
          label={t('reveal.reason')}
          hint={t('reveal.hint')}
          value={reason}
          maxLength={longestReason}
          onChange={(event) => setReason(event.target.value)}
          autoFocus
        />
        {error === null ? null : <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
};

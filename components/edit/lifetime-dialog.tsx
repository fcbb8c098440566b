'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSetLifetime } from '@/lib/api/edit';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { FormDialog } from './form-dialog';
import { LifetimeField, secondsOf } from './lifetime-field';

type LifetimeDialogProps = {
  cluster: string;
  shown: Key;
  onDone: (written: WrittenKey) => void;
  onClose: () => void;
};

/** Sets, extends or takes away the time to live of a key. */
export const LifetimeDialog = ({ cluster, shown, onDone, onClose }: LifetimeDialogProps) => {
  const t = useTranslations('edit');
  const [typed, setTyped] = useState(String(shown.leaseGrantedSeconds ?? ''));
  const change = useSetLifetime(cluster);
  const seconds = secondsOf(typed);
  const set = (chosen: number | null) =>
    change.mutate(
      { key: shown.key.bytes, modRevision: shown.modRevision, seconds: chosen },
      { onSuccess: onDone },
    );
  return (
    <FormDialog
      title={t('lifetime.title')}
      description={t('lifetime.description')}
      confirm={t('lifetime.confirm')}
      canConfirm={seconds !== undefined}
      isPending={change.isPending}
      error={change.error}
      onConfirm={() => set(seconds ?? null)}
      onClose={onClose}
    >
      <p className="break-all font-mono text-sm">{shown.key.text}</p>
      <LifetimeField label={t('lifetime.seconds')} value={typed} onChange={setTyped} />
      {shown.lease === null ? null : (
        <Notice
          action={
            <Button size="sm" onClick={() => set(null)} disabled={change.isPending}>
              {t('lifetime.remove')}
            </Button>
          }
        >
          {t('lifetime.shared', { lease: shown.lease })}
        </Notice>
      )}
    </FormDialog>
  );
};

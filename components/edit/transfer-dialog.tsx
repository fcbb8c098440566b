'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCopyKey, useRenameKey } from '@/lib/api/edit';
import { ProblemError } from '@/lib/api/request';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { FormDialog } from './form-dialog';
import { KeyField, typedKey } from './key-field';

type TransferDialogProps = {
  cluster: string;
  shown: Key;
  kind: 'rename' | 'copy';
  onDone: (written: WrittenKey) => void;
  onClose: () => void;
};

/** The revision of a target that is in the way, as the server told it. */
const inTheWay = (error: unknown): string | undefined => {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const { modRevision } = problem?.parameters ?? {};
  return problem?.code === 'key_exists' && modRevision !== undefined
    ? String(modRevision)
    : undefined;
};

/** Renames or copies a key; overwriting another one is a choice of its own, for the one seen. */
export const TransferDialog = ({ cluster, shown, kind, onDone, onClose }: TransferDialogProps) => {
  const t = useTranslations('edit');
  const [to, setTo] = useState(() => typedKey(shown.key.bytes));
  const [overwrites, setOverwrites] = useState(false);
  const [keepsLease, setKeepsLease] = useState(false);
  const rename = useRenameKey(cluster);
  const copy = useCopyKey(cluster);
  const action = kind === 'rename' ? rename : copy;
  const existing = inTheWay(action.error);
  const isOther = to.bytes !== undefined && to.bytes !== shown.key.bytes;
  const confirm = () => {
    const request = {
      key: shown.key.bytes,
      modRevision: shown.modRevision,
      to: to.bytes ?? '',
      toModRevision: overwrites ? existing : undefined,
    };
    if (kind === 'rename') {
      rename.mutate(request, { onSuccess: onDone });
    } else {
      copy.mutate({ ...request, keepLease: keepsLease }, { onSuccess: onDone });
    }
  };
  return (
    <FormDialog
      title={t(`${kind}.title`)}
      description={t(`${kind}.description`)}
      confirm={t(`${kind}.confirm`)}
      isDangerous={overwrites}
      canConfirm={isOther && (existing === undefined || overwrites)}
      isPending={action.isPending}
      error={action.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="break-all font-mono text-sm">{shown.key.text}</p>
      <KeyField
        label={t('newKey')}
        value={to}
        onChange={(next) => {
          setTo(next);
          setOverwrites(false);
          action.reset();
        }}
      />
      {existing === undefined ? null : (
        <Choice checked={overwrites} onChange={setOverwrites}>
          {t('overwrite', { revision: existing })}
        </Choice>
      )}
      {kind === 'copy' && shown.lease !== null ? (
        <Choice checked={keepsLease} onChange={setKeepsLease}>
          {t('copy.keepLease', { lease: shown.lease })}
        </Choice>
      ) : null}
    </FormDialog>
  );
};

type ChoiceProps = { checked: boolean; onChange: (checked: boolean) => void; children: string };

const Choice = ({ checked, onChange, children }: ChoiceProps) => (
  <label className="flex items-start gap-2">
    <input
      type="checkbox"
      className="mt-0.5"
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
    <span>{children}</span>
  </label>
);

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDeleteKey } from '@/lib/api/edit';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { Field } from '../ui/field';
import { useFormat } from '../ui/use-format';
import { FormDialog } from './form-dialog';

type DeleteKeyDialogProps = {
  cluster: string;
  shown: Key;
  onDone: (written: WrittenKey) => void;
  onClose: () => void;
};

/** Says what will be gone and asks for the key by name before it deletes it. */
export const DeleteKeyDialog = ({ cluster, shown, onDone, onClose }: DeleteKeyDialogProps) => {
  const t = useTranslations('edit');
  const { bytes } = useFormat();
  const [typed, setTyped] = useState('');
  const remove = useDeleteKey(cluster);
  const { key, modRevision, version, value } = shown;
  return (
    <FormDialog
      title={t('delete.title')}
      description={t('delete.description')}
      confirm={t('delete.confirm')}
      isDangerous
      canConfirm={typed === key.text}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ key: key.bytes, modRevision }, { onSuccess: onDone })}
      onClose={onClose}
    >
      <p className="break-all font-mono text-sm">{key.text}</p>
      <ul className="list-disc pl-4">
        <li>{t('delete.what', { size: bytes(value.size), modRevision, version })}</li>
        <li>{t('delete.guard')}</li>
        <li>{t('delete.back')}</li>
      </ul>
      <Field
        label={t('delete.type')}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        autoFocus
      />
    </FormDialog>
  );
};

'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useClusterSettings, useCreateKey } from '@/lib/api/edit';
import { fromBase64Url, readableBytes } from '@/lib/domain/bytes';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { draftBody, emptyDraft } from './draft';
import { FormDialog } from './form-dialog';
import { KeyField, type TypedKey, typedKey } from './key-field';
import { LifetimeField, secondsOf } from './lifetime-field';
import { ValueForm } from './value-form';

type CreateKeyButtonProps = {
  cluster: string;
  /** The folder to begin the name with, base64url. */
  prefix: string;
  onCreated: (keyBytes: string) => void;
};

/** Creates a key; what was typed stays when the dialog is closed, until the key is there. */
export const CreateKeyButton = ({ cluster, prefix, onCreated }: CreateKeyButtonProps) => {
  const t = useTranslations('edit');
  const mayWrite = useMay('key:write');
  const { data: settings } = useClusterSettings(cluster);
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState<TypedKey | undefined>();
  const [draft, setDraft] = useState(emptyDraft);
  const [lifetime, setLifetime] = useState('');
  const create = useCreateKey(cluster);
  if (!mayWrite || settings === undefined || settings.readOnly) {
    return null;
  }
  const key = typed ?? typedKey(prefix);
  const body = draftBody(draft);
  const isLifetimeGood = lifetime.trim() === '' || secondsOf(lifetime) !== undefined;
  const isKubernetes = key.text.startsWith(settings.kubernetesPrefix);
  const confirm = () => {
    if (key.bytes === undefined || body === undefined || !('value' in body)) {
      return;
    }
    const request = { key: key.bytes, value: body.value, seconds: secondsOf(lifetime) };
    create.mutate(request, {
      onSuccess: ({ key: { bytes } }) => {
        setIsOpen(false);
        setTyped(undefined);
        setDraft(emptyDraft());
        setLifetime('');
        onCreated(bytes);
      },
    });
  };
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        <Plus aria-hidden size={13} />
        {t('create.open')}
      </Button>
      {isOpen ? (
        <FormDialog
          title={t('create.title')}
          description={
            prefix === ''
              ? t('create.descriptionRoot')
              : t('create.description', {
                  folder: readableBytes(fromBase64Url(prefix) ?? new Uint8Array()),
                })
          }
          confirm={t('create.confirm')}
          canConfirm={key.bytes !== undefined && isLifetimeGood && body !== undefined}
          isPending={create.isPending}
          error={create.error}
          onConfirm={confirm}
          onClose={() => setIsOpen(false)}
        >
          <KeyField label={t('newKey')} value={key} onChange={setTyped} />
          {isKubernetes && !settings.kubernetesWritable ? (
            <Notice>{t('policy.kubernetes')}</Notice>
          ) : null}
          <ValueForm draft={draft} onChange={setDraft} />
          <LifetimeField
            label={t('lifetime.seconds')}
            value={lifetime}
            onChange={setLifetime}
            optional
          />
        </FormDialog>
      ) : null}
    </>
  );
};

'use client';

import { Clock, Copy, PencilLine, TextCursorInput, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useClusterSettings } from '@/lib/api/edit';
import type { WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import type { OpenTarget } from '../keys/panel-props';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { DeleteKeyDialog } from './delete-key-dialog';
import { LifetimeDialog } from './lifetime-dialog';
import { TransferDialog } from './transfer-dialog';
import { isKubernetesKey, WriteRefusal } from './write-refusal';

type KeyActionsProps = {
  cluster: string;
  /** The key as it is shown: with its value where that may be edited. */
  shown: Key;
  onEdit: () => void;
  onWritten: (written: WrittenKey) => void;
  onOpen: OpenTarget;
};

type Action = 'rename' | 'copy' | 'lifetime' | 'delete';

/** What may be done with one key; where nothing may, the reason and who can change that. */
export const KeyActions = ({ cluster, shown, onEdit, onWritten, onOpen }: KeyActionsProps) => {
  const t = useTranslations('edit');
  const mayWrite = useMay('key:write');
  const mayDelete = useMay('key:delete');
  const { data: settings } = useClusterSettings(cluster);
  const [open, setOpen] = useState<Action | undefined>();
  if (!mayWrite || settings === undefined) {
    return null;
  }
  if (settings.readOnly || (isKubernetesKey(shown, settings) && !settings.kubernetesWritable)) {
    return <WriteRefusal cluster={cluster} settings={settings} />;
  }
  const isEncrypted = shown.value.encryption !== null;
  const isMasked = shown.value.raw === null && shown.value.size > 0;
  const maySee = !shown.masked || shown.mayReveal;
  const close = () => setOpen(undefined);
  const done = (written: WrittenKey) => {
    close();
    onWritten(written);
    if (written.key.bytes !== shown.key.bytes) {
      onOpen('key', written.key.bytes);
    }
  };
  const dialog = { cluster, shown, onDone: done, onClose: close };
  return (
    <>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t('actions')}</legend>
        {isEncrypted || !maySee ? null : (
          <>
            <Button
              size="sm"
              onClick={onEdit}
              disabled={isMasked}
              title={isMasked ? t(shown.masked ? 'edit.reveal' : 'edit.tooLarge') : undefined}
            >
              <PencilLine aria-hidden size={13} />
              {t('edit.open')}
            </Button>
            <Button size="sm" onClick={() => setOpen('copy')}>
              <Copy aria-hidden size={13} />
              {t('copy.open')}
            </Button>
            {mayDelete ? (
              <Button size="sm" onClick={() => setOpen('rename')}>
                <TextCursorInput aria-hidden size={13} />
                {t('rename.open')}
              </Button>
            ) : null}
          </>
        )}
        <Button size="sm" onClick={() => setOpen('lifetime')}>
          <Clock aria-hidden size={13} />
          {t('lifetime.open')}
        </Button>
        {mayDelete ? (
          <Button size="sm" onClick={() => setOpen('delete')}>
            <Trash2 aria-hidden size={13} />
            {t('delete.open')}
          </Button>
        ) : null}
      </fieldset>
      {open === 'delete' ? <DeleteKeyDialog {...dialog} /> : null}
      {open === 'lifetime' ? <LifetimeDialog {...dialog} /> : null}
      {open === 'rename' || open === 'copy' ? <TransferDialog kind={open} {...dialog} /> : null}
    </>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/components/ui/use-format';
import { useRestoreKey } from '@/lib/api/history';
import type { KeyRevision } from '@/lib/domain/api/history';
import { Difference } from './difference';
import { readableRevision } from './revision-places';

type RestoreKeyDialogProps = {
  cluster: string;
  keyBytes: string;
  name: string;
  entry: KeyRevision;
  /** Mod revision of the key now; 0 where it is deleted. */
  current: string;
  oldest: string;
  onClose: () => void;
};

/** Shows what putting an old value back would change, then does it where nothing has changed. */
export const RestoreKeyDialog = (props: RestoreKeyDialogProps) => {
  const { cluster, keyBytes, name, entry, current, oldest, onClose } = props;
  const t = useTranslations('history');
  const common = useTranslations('common');
  const format = useFormat();
  const restore = useRestoreKey(cluster);
  const revision = readableRevision(entry.revision, oldest);
  const isDeleted = current === '0';
  if (restore.data !== undefined) {
    return <RestoredDialog written={restore.data} onClose={onClose} />;
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={t('restoreKey.title', { revision: format.count(entry.revision) })}
      description={t(isDeleted ? 'restoreKey.creates' : 'restoreKey.overwrites')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={restore.isPending || restore.isError}
            onClick={() => restore.mutate({ key: keyBytes, revision, expected: current })}
          >
            {t(restore.isPending ? 'restoreKey.writing' : 'restoreKey.confirm')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="break-all font-mono text-sm">{name}</p>
        {entry.lease === null ? null : <Notice>{t('restoreKey.withoutLease')}</Notice>}
        <Difference
          keyBytes={keyBytes}
          before={isDeleted ? undefined : { cluster, revision: readableRevision(current, oldest) }}
          after={{ cluster, revision }}
          label={t('restoreKey.diff')}
        />
        {restore.error === null ? null : <ErrorNotice error={restore.error} />}
      </div>
    </Dialog>
  );
};

type RestoredDialogProps = {
  written: NonNullable<ReturnType<typeof useRestoreKey>['data']>;
  onClose: () => void;
};

const RestoredDialog = ({ written, onClose }: RestoredDialogProps) => {
  const t = useTranslations('history');
  const common = useTranslations('common');
  const format = useFormat();
  const { outcome, verified, revision } = written;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('restoreKey.done')}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
    >
      <Notice tone={verified ? 'good' : 'warning'} role="status">
        {t(`restoreKey.${verified ? outcome : 'unverified'}`, { revision: format.count(revision) })}
      </Notice>
    </Dialog>
  );
};

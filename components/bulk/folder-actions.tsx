'use client';

import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { BulkDialogs } from './bulk-dialogs';

type FolderActionsProps = {
  cluster: string;
  /** The folder as base64url. */
  prefix: string;
  /** The past revision that is shown; null for the newest. */
  revision: string | null;
  /** Keys of the folder were deleted. */
  onDone: () => void;
};

/** Export and delete of an open folder; the past can only be exported. */
export const FolderActions = ({ cluster, prefix, revision, onDone }: FolderActionsProps) => {
  const t = useTranslations('bulk');
  const mayExport = useMay('key:export');
  const mayDelete = useMay('key:delete') && revision === null;
  const [open, setOpen] = useState<'export' | 'delete'>();
  const selection = { keys: [], folders: [prefix] };
  return (
    <>
      {mayExport ? (
        <Button size="sm" onClick={() => setOpen('export')}>
          <Download aria-hidden size={14} />
          {t('export.open')}
        </Button>
      ) : null}
      {mayDelete ? (
        <Button size="sm" onClick={() => setOpen('delete')}>
          <Trash2 aria-hidden size={14} />
          {t('delete.openFolder')}
        </Button>
      ) : null}
      <BulkDialogs
        open={open}
        cluster={cluster}
        selection={selection}
        revision={revision}
        onClose={() => setOpen(undefined)}
        onDone={onDone}
      />
    </>
  );
};

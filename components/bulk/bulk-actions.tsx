'use client';

import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { BulkDialogs } from './bulk-dialogs';
import type { KeySelection } from './key-selection';

type BulkActionsProps = {
  cluster: string;
  selection: KeySelection;
  /** The past revision that is shown; null for the newest. */
  revision: string | null;
  /** The text of the button that deletes. */
  deleteLabel: string;
  /** Keys of the selection were deleted. */
  onDone: () => void;
};

/** Export and delete of chosen keys and folders, as far as one may; the past is only exported. */
export const BulkActions = ({ deleteLabel, ...chosen }: BulkActionsProps) => {
  const t = useTranslations('bulk');
  const mayExport = useMay('key:export');
  const mayDelete = useMay('key:delete') && chosen.revision === null;
  const [open, setOpen] = useState<'export' | 'delete'>();
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
          {deleteLabel}
        </Button>
      ) : null}
      <BulkDialogs {...chosen} open={open} onClose={() => setOpen(undefined)} />
    </>
  );
};

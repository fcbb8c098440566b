'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/button';
import { BulkActions } from './bulk-actions';
import type { KeySelection } from './key-selection';

type BulkBarProps = {
  cluster: string;
  selection: KeySelection;
  onClear: () => void;
  /** Keys were changed: what is shown of them is out of date, and the selection is gone. */
  onDone: () => void;
};

/** What can be done with everything that is selected; nothing where nothing is. */
export const BulkBar = ({ cluster, selection, onClear, onDone }: BulkBarProps) => {
  const t = useTranslations('bulk');
  const { keys, folders } = selection;
  if (keys.length + folders.length === 0) {
    return null;
  }
  return (
    <section
      aria-label={t('bar')}
      className="flex flex-wrap items-center gap-x-1.5 gap-y-1 border-line border-t bg-selection px-3 py-1.5"
    >
      <IconButton label={t('clear')} className="-ml-1.5 size-6.5!" onClick={onClear}>
        <X aria-hidden size={16} />
      </IconButton>
      <span role="status" className="mr-auto font-semibold">
        {t('selected', { keys: keys.length, folders: folders.length })}
      </span>
      <BulkActions
        cluster={cluster}
        selection={selection}
        revision={null}
        deleteLabel={t('delete.open')}
        onDone={onDone}
      />
    </section>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { BulkActions } from './bulk-actions';

type FolderActionsProps = {
  cluster: string;
  /** The folder as base64url. */
  prefix: string;
  /** The past revision that is shown; null for the newest. */
  revision: string | null;
  /** Keys of the folder were deleted. */
  onDone: () => void;
};

/** Export and delete of an open folder. */
export const FolderActions = ({ prefix, ...shown }: FolderActionsProps) => {
  const t = useTranslations('bulk');
  return (
    <BulkActions
      {...shown}
      selection={{ keys: [], folders: [prefix] }}
      deleteLabel={t('delete.openFolder')}
    />
  );
};

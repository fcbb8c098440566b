'use client';

import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { useFormat } from '../ui/use-format';
import type { LoadedFolder } from './tree-rows';

type FolderPaneProps = {
  folder: LoadedFolder | undefined;
  name: FolderEntry | undefined;
};

/** What stands beside the tree while no key is open. */
export const FolderPane = ({ folder, name }: FolderPaneProps) => {
  const t = useTranslations('keys');
  const { count } = useFormat();
  if (folder?.state === 'failed') {
    return (
      <div className="p-4">
        <ErrorNotice error={folder.error} />
      </div>
    );
  }
  if (folder === undefined || name === undefined || folder.state === 'loading') {
    return <EmptyState title={t('chooseKey')}>{t('chooseKeyHow')}</EmptyState>;
  }
  return (
    <EmptyState title={<span className="break-all font-mono">{name.name.text}</span>}>
      {t('folderHolds', {
        count: Number(folder.total),
        revision: count(folder.revision),
      })}
    </EmptyState>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import type { SpaceFolder } from '@/lib/domain/api/space';
import type { FolderPart } from '@/lib/domain/space/folder-parts';

/** The words for a part of a folder. */
export const usePartLabel = (folder: SpaceFolder): ((part: FolderPart) => string) => {
  const t = useTranslations('space');
  return ({ kind, label, folders }) => {
    if (kind === 'folded') {
      return t('folded', { count: folders });
    }
    if (kind === 'own') {
      return t(folder.isDeepest ? 'ownAndBelow' : 'own');
    }
    return label === '' ? t('emptyName') : label;
  };
};

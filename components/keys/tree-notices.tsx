'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import type { KeyTreeState } from './use-key-tree';

type TreeNoticesProps = { tree: KeyTreeState; onRefresh: () => void };

/** What happened to the tree that a person must know: a compaction, changes that were missed. */
export const TreeNotices = ({ tree, onRefresh }: TreeNoticesProps) => {
  const t = useTranslations('keys');
  return (
    <>
      {tree.restarted ? (
        <Notice
          tone="warning"
          role="status"
          action={
            <Button size="sm" onClick={onRefresh}>
              {t('readAgain')}
            </Button>
          }
        >
          {t('restarted')}
        </Notice>
      ) : null}
      {tree.resync === undefined ? null : (
        <Notice
          role="status"
          action={
            <Button size="sm" onClick={tree.dismissResync}>
              {t('dismiss')}
            </Button>
          }
        >
          {t(`resync.${tree.resync}`)}
        </Notice>
      )}
    </>
  );
};

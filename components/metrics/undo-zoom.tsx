'use client';

import { Undo2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';

/** Takes back the zoom that led to what is shown; nothing where `onUndo` is undefined. */
export const UndoZoom = ({ onUndo }: { onUndo: (() => void) | undefined }) => {
  const t = useTranslations('metrics');
  return onUndo === undefined ? null : (
    <Button size="sm" className="ml-1" onClick={onUndo}>
      <Undo2 size={13} aria-hidden />
      {t('undoZoom')}
    </Button>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { StartCheckDialog } from './start-check-dialog';

/** The button that opens the plan of a check; nothing for those who may not start one. */
export const StartCheck = ({ cluster, isRunning }: { cluster: string; isRunning: boolean }) => {
  const t = useTranslations('performance');
  const mayCheck = useMay('performance:check');
  const [isOpen, setOpen] = useState(false);
  if (!mayCheck) {
    return null;
  }
  return (
    <>
      <Button variant="primary" disabled={isRunning} onClick={() => setOpen(true)}>
        {t('start')}
      </Button>
      {isOpen ? <StartCheckDialog cluster={cluster} onClose={() => setOpen(false)} /> : null}
    </>
  );
};

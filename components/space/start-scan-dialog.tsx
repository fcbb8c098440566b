'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '@/components/ui/dialog';
import { StartScanForm } from './start-scan-form';

type StartScanDialogProps = {
  cluster: string;
  prefixes: readonly string[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Asks how a scan should go, and starts it. */
export const StartScanDialog = ({
  cluster,
  prefixes,
  isOpen,
  onOpenChange,
}: StartScanDialogProps) => {
  const t = useTranslations('space');
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange} title={t('startTitle')}>
      <StartScanForm cluster={cluster} prefixes={prefixes} onStarted={() => onOpenChange(false)} />
    </Dialog>
  );
};

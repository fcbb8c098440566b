'use client';

import { useTranslations } from 'use-intl';
import type { Key } from '@/lib/domain/api/keys';
import { useFormat } from '../ui/use-format';
import { useNow } from '../ui/use-now';

type LeaseFactProps = {
  shown: Pick<Key, 'lease' | 'leaseSecondsLeft' | 'leaseGrantedSeconds'>;
  /** When the time left was told, in milliseconds since 1970. */
  readAt: number;
};

/** The lease of a key and the time it has left, counting down. Its owner may keep it alive. */
export const LeaseFact = ({ shown, readAt }: LeaseFactProps) => {
  const t = useTranslations('keys');
  const { lease } = shown;
  return lease === null ? (
    t('noLease')
  ) : (
    <>
      <span className="select-all font-mono text-blue">{lease}</span>{' '}
      <span className="font-normal text-muted">
        <TimeLeft shown={shown} readAt={readAt} />
      </span>
    </>
  );
};

const TimeLeft = ({ shown, readAt }: LeaseFactProps) => {
  const t = useTranslations('keys');
  const edit = useTranslations('edit');
  const { duration } = useFormat();
  const now = useNow();
  const { leaseSecondsLeft, leaseGrantedSeconds } = shown;
  if (leaseSecondsLeft === null) {
    return t('leaseUnknown');
  }
  const passed = Math.max(0, Math.floor((now.getTime() - readAt) / 1000));
  const left = leaseSecondsLeft - passed;
  return left <= 0
    ? edit('pane.leaseOver')
    : t('leaseLeft', { left: duration(left), granted: duration(leaseGrantedSeconds ?? 0) });
};

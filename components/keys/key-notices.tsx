'use client';

import { EyeOff, LockKeyhole } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { KeyForms, WrittenKey } from '@/lib/domain/api/edits';
import type { Key } from '@/lib/domain/api/keys';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

type MaskedNoticeProps = {
  shown: Key;
  /** Undefined where it cannot be revealed, such as at a past revision. */
  onAsk: (() => void) | undefined;
};

/** Says that a value is masked and who may see it. */
export const MaskedNotice = ({ shown, onAsk }: MaskedNoticeProps) => {
  const t = useTranslations('keys');
  const edit = useTranslations('edit');
  if (onAsk === undefined) {
    return <Notice tone="warning">{edit('pane.maskedPast')}</Notice>;
  }
  return (
    <Notice
      tone="warning"
      action={
        shown.mayReveal ? (
          <Button size="sm" onClick={onAsk}>
            <LockKeyhole aria-hidden size={13} />
            {t('reveal.open')}
          </Button>
        ) : undefined
      }
    >
      {t(shown.mayReveal ? 'maskedMayReveal' : 'maskedMayNot')}
    </Notice>
  );
};

/** Says that a masked value is shown for the moment. */
export const RevealedNotice = ({ onHide }: { onHide: () => void }) => {
  const t = useTranslations('keys');
  return (
    <Notice
      tone="warning"
      role="status"
      action={
        <Button size="sm" onClick={onHide}>
          <EyeOff aria-hidden size={13} />
          {t('reveal.hide')}
        </Button>
      }
    >
      {t('reveal.shown')}
    </Notice>
  );
};

/** What a change came to, and whether it was read back. */
export const WrittenNotice = ({ written }: { written: WrittenKey }) => {
  const t = useTranslations('edit');
  const { outcome, revision, verified } = written;
  const isSure = verified && outcome !== 'confirmed';
  return (
    <Notice tone={isSure ? 'good' : 'warning'} role="status">
      {t(`outcome.${outcome}`, { revision })} {verified ? null : t('outcome.unverified')}
    </Notice>
  );
};

/** Why a value can only be edited byte by byte, or not at all. */
export const RefusalNotice = ({ reason }: { reason: NonNullable<KeyForms['reason']> }) => {
  const t = useTranslations('edit');
  return (
    <Notice tone="warning" role="status">
      {t(`reason.${reason}`)}
    </Notice>
  );
};

/** The key that is shown is not there any more. */
export const DeletedNotice = ({ at }: { at: string | undefined }) => {
  const t = useTranslations('edit');
  return (
    <Notice tone="warning" role="alert">
      {at === undefined ? t('pane.gone') : t('pane.deletedAt', { revision: at })}
    </Notice>
  );
};

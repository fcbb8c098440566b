'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Revisions } from '@/lib/domain/api/history';
import { historyOf, MomentField } from './moment-field';
import { resolveMoment } from './resolve-moment';
import { useMoments } from './use-moments';

type MomentDialogProps = {
  revisions: Revisions;
  onRevision: (revision: string | null) => void;
  onClose: () => void;
};

/** Asks for a time or a revision to show, and says how far back history goes, and why. */
export const MomentDialog = ({ revisions, onRevision, onClose }: MomentDialogProps) => {
  const t = useTranslations('history');
  const common = useTranslations('common');
  const formId = useId();
  const [text, setText] = useState('');
  const resolved = resolveMoment(text, new Date(), historyOf(revisions));
  const revision = 'revision' in resolved ? resolved.revision : undefined;
  const show = (chosen: string | null) => {
    onRevision(chosen);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (revision !== undefined) {
      show(revision);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('goTo.title')}
      description={t('goTo.description')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button onClick={() => show(null)}>{t('goTo.now')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={revision === undefined}>
            {t('goTo.show')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <MomentField
          label={t('goTo.moment')}
          revisions={revisions}
          whenEmpty={t('goTo.hint')}
          text={text}
          onText={setText}
          autoFocus
        />
        <HorizonText revisions={revisions} />
      </form>
    </Dialog>
  );
};

/** How far back the history of the store goes, and why no further. */
export const HorizonText = ({ revisions }: { revisions: Revisions }) => {
  const t = useTranslations('history');
  const moments = useMoments();
  const { points } = historyOf(revisions);
  const revision = moments.revision(revisions.oldest);
  const time = moments.timeOf(points, revisions.oldest);
  const since = time === undefined ? revision : `${time} · ${revision}`;
  return (
    <p className="text-muted text-xs">
      {revisions.isCompacted ? t('horizon.compacted', { since }) : t('horizon.whole')}
    </p>
  );
};

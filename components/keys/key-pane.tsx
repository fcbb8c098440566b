'use client';

import { useQuery } from '@tanstack/react-query';
import { EyeOff, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { keyQuery } from '@/lib/api/keys';
import type { Key } from '@/lib/domain/api/keys';
import { Button } from '../ui/button';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { KeyHeader } from './key-header';
import { RevealDialog } from './reveal-dialog';
import type { ValueView } from './use-key-location';
import { useReveal } from './use-reveal';
import { ValueNotes } from './value-notes';
import { ValueTabs } from './value-tabs';

type KeyPaneProps = {
  cluster: string;
  /** The key, base64url. */
  keyBytes: string;
  view: ValueView | null;
  onView: (view: ValueView) => void;
};

/** One key: metadata and value. */
export const KeyPane = ({ cluster, keyBytes, view, onView }: KeyPaneProps) => {
  const { data, error, isPending, refetch } = useQuery(keyQuery(cluster, keyBytes));
  const { revealed, reveal, hide, ...revealing } = useReveal(cluster, keyBytes);
  const [isAsking, setIsAsking] = useState(false);
  if (isPending) {
    return <Loading />;
  }
  if (error !== null) {
    return (
      <div className="p-4">
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  const shown = revealed ?? data;
  return (
    <section className="flex min-h-0 flex-1 flex-col" aria-label={shown.key.text}>
      <KeyHeader shown={shown} />
      <div className="grid gap-2 px-4 py-2 empty:hidden">
        {revealed === undefined ? null : <RevealedNotice onHide={hide} />}
        {shown.masked ? <MaskedNotice shown={shown} onAsk={() => setIsAsking(true)} /> : null}
        <ValueNotes shown={shown} />
      </div>
      <ValueTabs
        cluster={cluster}
        shown={shown}
        isRevealed={revealed !== undefined}
        view={view}
        onView={onView}
      />
      {isAsking ? (
        <RevealDialog
          name={shown.key.text}
          isPending={revealing.isPending}
          error={revealing.error}
          onReveal={(reason) => reveal(reason, { onSuccess: () => setIsAsking(false) })}
          onClose={() => {
            setIsAsking(false);
            if (revealed === undefined) {
              hide();
            }
          }}
        />
      ) : null}
    </section>
  );
};

const Loading = () => {
  const t = useTranslations('keys');
  return (
    <div className="grid gap-3 p-4" role="status">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
      <Skeleton className="h-60 w-full" />
    </div>
  );
};

const MaskedNotice = ({ shown, onAsk }: { shown: Key; onAsk: () => void }) => {
  const t = useTranslations('keys');
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

const RevealedNotice = ({ onHide }: { onHide: () => void }) => {
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

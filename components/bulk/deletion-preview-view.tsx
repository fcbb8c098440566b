'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormat } from '@/components/ui/use-format';
import { useDeletionPreview } from '@/lib/api/bulk';
import type { DeletionPreview } from '@/lib/domain/api/bulk';
import { DeletionTable } from './deletion-table';
import type { KeySelection } from './key-selection';
import { TypedNumber } from './typed-number';
import { useKeptText } from './use-kept-text';

type DeletionPreviewViewProps = {
  cluster: string;
  selection: KeySelection;
  preview: ReturnType<typeof useDeletionPreview>;
  typed: string;
  onTyped: (typed: string) => void;
  /** Why the deletion was not started; null where it was not tried. */
  error: unknown;
};

/** What a deletion would do: as a whole, key by key, and the field that confirms it. */
export const DeletionPreviewView = (props: DeletionPreviewViewProps) => {
  const { cluster, selection, preview, typed, onTyped, error } = props;
  const [showsKept, setShowsKept] = useState(false);
  const t = useTranslations('bulk');
  if (preview.isPending) {
    return (
      <div role="status" className="grid gap-2">
        <p className="text-muted">{t('delete.reading')}</p>
        <Skeleton className="h-24" />
      </div>
    );
  }
  if (preview.data === undefined) {
    return <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  const { pages } = preview.data;
  const [first] = pages;
  const keys = first?.summary?.keys ?? '0';
  const kept = first?.summary?.refused.length ?? 0;
  if (first === undefined || (keys === '0' && kept === 0)) {
    return <EmptyState title={t('delete.nothing')}>{t('delete.nothingWhy')}</EmptyState>;
  }
  return (
    <div className="grid gap-3">
      <Summary page={first} />
      {keys === '0' ? null : <DeletionTable label={t('delete.list')} pages={preview} />}
      {kept === 0 ? null : (
        <Button
          size="sm"
          className="justify-self-start"
          aria-expanded={showsKept}
          onClick={() => setShowsKept(!showsKept)}
        >
          {t(showsKept ? 'delete.hideKept' : 'delete.showKept')}
        </Button>
      )}
      {showsKept ? (
        <KeptKeys cluster={cluster} selection={selection} revision={first.revision} />
      ) : null}
      {keys === '0' ? null : <TypedNumber keys={keys} value={typed} onChange={onTyped} />}
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
};

type KeptKeysProps = { cluster: string; selection: KeySelection; revision: string };

const KeptKeys = ({ cluster, selection, revision }: KeptKeysProps) => {
  const t = useTranslations('bulk');
  const kept = useDeletionPreview(cluster, selection, { kept: true, revision }, true);
  return kept.isPending ? (
    <Skeleton className="h-24" />
  ) : (
    <DeletionTable label={t('delete.keptList')} pages={kept} />
  );
};

const Summary = ({ page: { revision, summary } }: { page: DeletionPreview }) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const keptText = useKeptText();
  if (summary === null) {
    return null;
  }
  const { keys, bytes, leased, kubernetes, refused } = summary;
  return (
    <>
      <p role="status">
        {t('delete.summary', { keys: Number(keys), bytes: format.bytes(bytes), revision })}{' '}
        {leased === '0' ? null : t('delete.leased', { keys: Number(leased) })}
      </p>
      {kubernetes === '0' ? null : (
        <Notice tone="critical">{t('delete.kubernetes', { keys: Number(kubernetes) })}</Notice>
      )}
      {refused.map(({ code, keys: count }) => (
        <Notice key={code} tone="warning">
          {t('delete.refused', { keys: Number(count) })} {keptText(code)}
        </Notice>
      ))}
    </>
  );
};

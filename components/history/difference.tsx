'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { ValueDiff } from '@/components/edit/value-diff';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { type KeyAt, keyAtQuery } from '@/lib/api/history';
import { comparableText } from './value-text';

type DifferenceProps = {
  keyBytes: string;
  /** Where the two values are; undefined where there is none. */
  before: KeyAt | undefined;
  after: KeyAt | undefined;
  label: string;
};

/** What differs between two values of a key, read when it is shown; masked as everywhere. */
export const Difference = ({ keyBytes, before, after, label }: DifferenceProps) => {
  const t = useTranslations('history');
  const left = useQuery(keyAtQuery(keyBytes, before));
  const right = useQuery(keyAtQuery(keyBytes, after));
  const error = left.error ?? right.error;
  if (error !== null) {
    return (
      <ErrorNotice
        error={error}
        onRetry={() => void Promise.all([left.refetch(), right.refetch()])}
      />
    );
  }
  if (left.data === undefined || right.data === undefined) {
    return <Skeleton className="h-24" />;
  }
  const [first, second] = [comparableText(left.data), comparableText(right.data)];
  if (!first.isShown || !second.isShown) {
    return <Notice>{t(first.masked || second.masked ? 'diff.masked' : 'diff.tooLarge')}</Notice>;
  }
  return (
    <div className="grid gap-2">
      {first.masked || second.masked ? <Notice>{t('diff.partlyMasked')}</Notice> : null}
      <div className="flex max-h-120 min-h-0 overflow-auto">
        <ValueDiff
          before={first.text}
          after={second.text}
          label={label}
          language={second.text === '' ? first.language : second.language}
        />
      </div>
    </div>
  );
};

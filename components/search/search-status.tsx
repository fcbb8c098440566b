'use client';

import { useTranslations } from 'use-intl';
import { operationError } from '@/components/activity/operation-error';
import { useMayCancel } from '@/components/activity/use-may-cancel';
import { Button } from '@/components/ui/button';
import { ErrorNotice, useErrorText } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { useCancelOperation } from '@/lib/api/operations';
import { useResumeSearch } from '@/lib/api/searches';
import type { Search } from '@/lib/domain/api/searches';
import { SearchCaveats } from './search-caveats';
import { useSearchTitle } from './use-search-title';

/** How far a search is, how it ended, and what can be done: cancel, resume, close. */
export const SearchStatus = ({ search, onClose }: { search: Search; onClose: () => void }) => {
  const t = useTranslations('search');
  const title = useSearchTitle()(search);
  const cancel = useCancelOperation();
  const resume = useResumeSearch(search.cluster);
  const { ending, matches, scanned, total } = search;
  const mayCancel = useMayCancel(search);
  const isRunning = ending === 'running';
  const error = cancel.error ?? resume.error;
  return (
    <div className="grid gap-2 border-line border-b px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="min-w-0 break-words font-semibold">{title}</h2>
        <p className="text-muted tabular-nums" aria-live="polite">
          {t('found', { count: matches })}
          {total === null && !isRunning ? null : (
            <>
              {' · '}
              {total === null
                ? t('counting')
                : t('searched', { scanned: Number(scanned), total: Number(total) })}
            </>
          )}
        </p>
        <span className="ml-auto flex gap-2">
          {isRunning && mayCancel ? (
            <Button
              size="sm"
              disabled={cancel.isPending}
              onClick={() => cancel.mutate(search.operation.id)}
            >
              {t('cancel')}
            </Button>
          ) : null}
          {search.mayResume ? (
            <Button size="sm" disabled={resume.isPending} onClick={() => resume.mutate(search.id)}>
              {t('resume')}
            </Button>
          ) : null}
          <Button size="sm" onClick={onClose}>
            {t('close')}
          </Button>
        </span>
      </div>
      {isRunning ? (
        <Progress
          label={title}
          fraction={total === null ? undefined : Number(scanned) / Math.max(1, Number(total))}
        />
      ) : null}
      <Ending search={search} />
      <SearchCaveats search={search} />
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
};

/** What a search that did not reach the end says, loudly. */
const Ending = ({ search }: { search: Search }) => {
  const t = useTranslations('search');
  const errorText = useErrorText();
  const { ending, operation, matches } = search;
  switch (ending) {
    case 'limit':
      return (
        <Notice tone="warning" role="status">
          {t('ending.limit', { count: matches })}
        </Notice>
      );
    case 'cancelled':
    case 'interrupted':
      return (
        <Notice tone="warning" role="status">
          {t(`ending.${ending}`)}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="critical" role="alert">
          {t('ending.failed', {
            reason: operation.failure === null ? '' : errorText(operationError(operation.failure)),
          })}
        </Notice>
      );
    default:
      return null;
  }
};

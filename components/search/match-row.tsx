'use client';

import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '@/components/ui/use-format';
import type { SearchMatch } from '@/lib/domain/api/searches';
import { Highlighted } from './highlighted';

type MatchRowProps = {
  index: number;
  count: number;
  /** Undefined until its page has come. */
  match: SearchMatch | undefined;
  isFocused: boolean;
  style: CSSProperties;
  onOpen: (bytes: string) => void;
};

/** One match: the key with what matched, and what is known of it. */
export const MatchRow = ({ index, count, match, isFocused, style, onOpen }: MatchRowProps) => {
  const t = useTranslations('search');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list around handles the keys.
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its row.
    <div
      id={`match-${index}`}
      role="option"
      aria-selected={isFocused}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={style}
      onClick={match === undefined ? undefined : () => onOpen(match.key.bytes)}
      className={clsx(
        'absolute inset-x-0 top-0 grid cursor-pointer content-center gap-0.5 px-4 hover:bg-row-hover',
        isFocused &&
          'group-focus-visible:ring-1 group-focus-visible:ring-blue group-focus-visible:ring-inset',
      )}
    >
      {match === undefined ? (
        <span className="text-muted">{t('loading')}</span>
      ) : (
        <MatchContent match={match} />
      )}
    </div>
  );
};

const MatchContent = ({ match }: { match: SearchMatch }) => {
  const t = useTranslations('search');
  const format = useFormat();
  const { key, span, kind, size, modRevision, excerpt } = match;
  return (
    <>
      <span className="flex min-w-0 items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate font-mono text-sm" title={key.text}>
          <Highlighted text={key.text} span={span} />
        </span>
        <span className="flex-none text-muted text-xs">{kind}</span>
        <span className="w-20 flex-none text-right text-muted text-xs tabular-nums">
          {size === null ? '' : format.bytes(size)}
        </span>
        <span className="w-28 flex-none text-right text-muted text-xs tabular-nums">
          {t('modified', { revision: modRevision })}
        </span>
      </span>
      {excerpt === null ? null : (
        <span className="truncate font-mono text-muted text-xs">
          <Highlighted text={excerpt.text} span={excerpt} />
        </span>
      )}
    </>
  );
};

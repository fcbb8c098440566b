'use client';

import { Pause, Play, RefreshCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../ui/button';
import { StatusDot } from '../ui/status-dot';
import { TimeAgo } from '../ui/time-ago';
import type { Tone } from '../ui/tone';
import { useFormat } from '../ui/use-format';
import type { Level } from './tree-level';
import type { LiveState } from './use-live-tree';

type TreeFooterProps = {
  root: Level;
  /** The open folder, whose answer the footer speaks of. */
  current: Level | undefined;
  live: LiveState;
  onPause: (isPaused: boolean) => void;
  onRefresh: () => void;
};

/** How many keys there are, who said so, how old that is, and whether it follows the store. */
export const TreeFooter = ({ root, current, live, onPause, onRefresh }: TreeFooterProps) => {
  const t = useTranslations('keys');
  const { count, milliseconds } = useFormat();
  const answer = current?.state === 'ready' ? current : root;
  const revision = count(answer.revision);
  const took = milliseconds(answer.elapsedMilliseconds);
  const isFollowed = live !== 'past' && live !== 'refused';
  return (
    <footer className="flex items-center gap-x-3 border-line border-t py-0.5 pr-1 pl-3 text-muted text-sm">
      <span className="whitespace-nowrap text-ink">
        {t(totalTexts[root.totalKind], { count: Number(root.total) })}
      </span>
      <span className="min-w-0 truncate" title={t('answerIs', { revision, took })}>
        {t('answeredBy', { member: answer.answeredBy })}
      </span>
      {answer.readAt === '' || live === 'past' ? null : (
        <span className="whitespace-nowrap">
          <TimeAgo time={answer.readAt} />
        </span>
      )}
      <span
        className="ml-auto flex items-center gap-1.5 whitespace-nowrap"
        role="status"
        title={live === 'partly' ? t('live.partlyWhy') : undefined}
      >
        <StatusDot tone={liveTones[live]} />
        {t(`live.${live}`)}
      </span>
      {isFollowed ? (
        <IconButton
          label={t(live === 'paused' ? 'live.resume' : 'live.pause')}
          aria-pressed={live === 'paused'}
          onClick={() => onPause(live !== 'paused')}
        >
          {live === 'paused' ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
        </IconButton>
      ) : null}
      <IconButton label={t('refresh')} onClick={onRefresh}>
        <RefreshCw aria-hidden size={14} />
      </IconButton>
    </footer>
  );
};

const totalTexts = { exact: 'totalKeys', old: 'totalKeys', 'at-least': 'totalAtLeast' } as const;

const liveTones: Record<LiveState, Tone> = {
  live: 'good',
  partly: 'warning',
  paused: 'warning',
  past: 'neutral',
  interrupted: 'warning',
  refused: 'warning',
  connecting: 'neutral',
};

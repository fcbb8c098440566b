'use client';

import clsx from 'clsx';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useRevisions } from '@/lib/api/history';
import type { Revisions } from '@/lib/domain/api/history';
import { MomentDialog } from './moment-dialog';
import { pointsOf, useMoments } from './use-moments';

type RevisionSliderProps = {
  cluster: string;
  /** The past revision that is shown; null for now. */
  revision: string | null;
  onRevision: (revision: string | null) => void;
};

/** While the slider moves, only where it rests is shown. */
const restMilliseconds = 250;

/**
 * Moves the page through the history of the store, from the oldest revision that can be read to
 * now; speaks in times and revisions. Nothing where the history is not known.
 */
export const RevisionSlider = ({ cluster, revision, onRevision }: RevisionSliderProps) => {
  const { data: revisions } = useRevisions(cluster);
  if (revisions === undefined) {
    return null;
  }
  const isGone = revision !== null && BigInt(revision) < BigInt(revisions.oldest);
  return (
    <div className="grid min-w-0 gap-2">
      <SliderRow revisions={revisions} revision={revision} onRevision={onRevision} />
      {isGone ? <GoneNotice {...{ revisions, revision, onRevision }} /> : null}
    </div>
  );
};

/** The browser's own slider in our colours; the thumb is drawn for both engines. */
const sliderClass = clsx(
  'h-1 w-36 cursor-pointer appearance-none rounded-full bg-green-soft disabled:opacity-60',
  '[&::-webkit-slider-thumb]:size-3.5 [&::-webkit-slider-thumb]:appearance-none',
  '[&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2',
  '[&::-webkit-slider-thumb]:border-green [&::-webkit-slider-thumb]:bg-card',
  '[&::-moz-range-thumb]:size-2.5 [&::-moz-range-thumb]:rounded-full',
  '[&::-moz-range-thumb]:border-2 [&::-moz-range-thumb]:border-green',
  '[&::-moz-range-thumb]:bg-card',
);

type SliderRowProps = Omit<RevisionSliderProps, 'cluster'> & { revisions: Revisions };

const SliderRow = ({ revisions, revision, onRevision }: SliderRowProps) => {
  const t = useTranslations('history');
  const moments = useMoments();
  const [isAsking, setAsking] = useState(false);
  const points = pointsOf(revisions);
  const oldest = BigInt(revisions.oldest);
  const span = Number(BigInt(revisions.newest) - oldest);
  const [draft, setDraft] = useDraft(span, (position) =>
    onRevision(position >= span ? null : String(oldest + BigInt(position))),
  );
  const settled = revision === null ? span : Number(BigInt(revision) - oldest);
  const position = Math.min(span, Math.max(0, draft ?? settled));
  const isNow = position >= span;
  const shown = isNow ? revisions.newest : String(oldest + BigInt(position));
  const time = isNow ? t('now') : moments.timeOf(points, shown);
  const words = [time, moments.revision(shown)].filter((part) => part !== undefined).join(' · ');
  const begin = moments.timeOf(points, revisions.oldest) ?? moments.revision(revisions.oldest);
  return (
    <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
      <span className="whitespace-nowrap text-muted text-xs tabular-nums">{begin}</span>
      <input
        type="range"
        className={sliderClass}
        min={0}
        max={Math.max(1, span)}
        step={1}
        value={span === 0 ? 1 : position}
        disabled={span === 0}
        aria-label={t('slider')}
        aria-valuetext={words}
        onChange={(event) => setDraft(Number(event.target.value))}
      />
      <button
        type="button"
        title={t('goTo.title')}
        className="min-w-44 whitespace-nowrap text-left tabular-nums hover:underline"
        onClick={() => setAsking(true)}
      >
        <span className="font-semibold">{time ?? moments.revision(shown)}</span>
        {time === undefined ? null : (
          <span className="text-muted"> · {moments.revision(shown)}</span>
        )}
      </button>
      {revision === null && isNow ? null : (
        <Button size="sm" onClick={() => onRevision(null)}>
          {t('backToNow')}
        </Button>
      )}
      {isAsking ? (
        <MomentDialog
          revisions={revisions}
          onRevision={onRevision}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
};

/** Where the slider is while it moves; told once it has rested. */
const useDraft = (span: number, onRest: (position: number) => void) => {
  const [draft, setDraft] = useState<number | undefined>();
  const rest = useEffectEvent((position: number) => {
    onRest(Math.min(span, position));
    setDraft(undefined);
  });
  useEffect(() => {
    if (draft === undefined) {
      return;
    }
    const timer = setTimeout(() => rest(draft), restMilliseconds);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft, setDraft] as const;
};

type GoneNoticeProps = {
  revisions: Revisions;
  revision: string;
  onRevision: (revision: string | null) => void;
};

const GoneNotice = ({ revisions, revision, onRevision }: GoneNoticeProps) => {
  const t = useTranslations('history');
  const moments = useMoments();
  return (
    <Notice
      tone="warning"
      role="status"
      action={
        <Button size="sm" onClick={() => onRevision(revisions.oldest)}>
          {t('gone.oldest')}
        </Button>
      }
    >
      {t('gone.text', {
        revision: moments.revision(revision),
        oldest: moments.revision(revisions.oldest),
      })}
    </Notice>
  );
};

'use client';

import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { TailEntry } from '@/lib/api/changes';
import type { Change } from '@/lib/domain/api/changes';
import { Tag } from '../ui/tag';
import type { Tone } from '../ui/tone';
import { useFormat } from '../ui/use-format';
import { useTimeOfDay } from './use-time-of-day';

type ChangeRowProps = {
  id: string;
  /** The folder whose changes these are, readable: left out of the names of its keys. */
  prefix: string;
  entry: TailEntry;
  /** Its place in the whole list, from 1 on. */
  position: number;
  isActive: boolean;
  style: CSSProperties;
  onOpen: () => void;
};

/** One line of the list. The keyboard belongs to the list, so a line only listens to the mouse. */
export const ChangeRow = ({
  id,
  prefix,
  entry,
  position,
  isActive,
  style,
  onOpen,
}: ChangeRowProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the list around handles the keys.
  // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its line.
  <div
    id={id}
    role="option"
    aria-posinset={position}
    aria-setsize={-1}
    aria-selected={isActive}
    onClick={entry.type === 'change' ? onOpen : undefined}
    className={clsx(
      'absolute top-0 left-0 flex w-full items-center gap-2.5 px-4',
      entry.type === 'change' && 'cursor-pointer hover:bg-row-hover',
      isActive &&
        'group-focus-visible:ring-1 group-focus-visible:ring-blue group-focus-visible:ring-inset',
    )}
    style={style}
  >
    {entry.type === 'change' ? (
      <ChangeContent change={entry} prefix={prefix} />
    ) : (
      <MissingContent entry={entry} />
    )}
  </div>
);

const tones: Record<Change['change'], Tone> = {
  create: 'good',
  put: 'neutral',
  delete: 'critical',
};

const ChangeContent = ({ change, prefix }: { change: Change; prefix: string }) => {
  const t = useTranslations('changes');
  const { bytes, count } = useFormat();
  const timeOfDay = useTimeOfDay();
  return (
    <>
      <time dateTime={change.time} className="flex-none text-muted text-sm tabular-nums">
        {timeOfDay(change.time)}
      </time>
      <span className="w-17 flex-none">
        <Tag tone={tones[change.change]}>{t(`kinds.${change.change}`)}</Tag>
      </span>
      <KeyName text={change.key.text} prefix={prefix} />
      {change.kind === null ? null : (
        <span className="max-w-36 flex-none truncate text-muted text-sm">{change.kind}</span>
      )}
      {change.masked ? <Tag>{t('masked')}</Tag> : null}
      {change.lease === null ? null : <LeaseTag change={change} />}
      <span className="hidden w-16 flex-none text-right text-muted text-sm xl:inline">
        {change.size === null ? '' : bytes(change.size)}
      </span>
      <span className="w-24 flex-none text-right text-muted text-sm" title={versionText(t, change)}>
        {t('revision', { revision: count(change.revision) })}
      </span>
    </>
  );
};

/** The name of a key with its end in sight: where it does not fit, its folders are cut. */
const KeyName = ({ text, prefix }: { text: string; prefix: string }) => {
  const shown = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const end = shown.lastIndexOf('/', shown.length - 2) + 1;
  return (
    <span className="flex min-w-0 flex-1 font-mono text-sm" title={text}>
      <span className="min-w-8 truncate text-muted empty:hidden">{shown.slice(0, end)}</span>
      <span className="max-w-3/4 flex-none truncate">{shown.slice(end)}</span>
    </span>
  );
};

type Translate = ReturnType<typeof useTranslations<'changes'>>;

const versionText = (t: Translate, { version }: Change): string | undefined =>
  version === null ? undefined : t('version', { version });

/** A key that had a lease may be gone because it expired: etcd does not tell the difference. */
const LeaseTag = ({ change: { change, lease } }: { change: Change }) => {
  const t = useTranslations('changes');
  const hint = t(change === 'delete' ? 'leaseGone' : 'lease', { lease: lease ?? '' });
  return (
    <span title={hint}>
      <Tag>{t('leaseTag')}</Tag>
      <span className="sr-only">{hint}</span>
    </span>
  );
};

/** Says that changes are missing here, in place of leaving them out silently. */
const MissingContent = ({ entry }: { entry: Exclude<TailEntry, Change> }) => {
  const t = useTranslations('changes');
  const text =
    entry.type === 'gap' ? t(`gaps.${entry.reason}`) : t('skipped', { count: entry.count });
  return (
    <span className="truncate text-sm text-yellow-ink" title={text}>
      {text}
    </span>
  );
};

'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ChangeKind } from '@/lib/domain/api/changes';
import { Button } from '../ui/button';
import { inputClass } from '../ui/field';
import { Select } from '../ui/select';

const choices = ['all', 'create', 'put', 'delete'] as const;

type Choice = (typeof choices)[number];

type ChangesToolbarProps = {
  filter: string;
  onFilter: (filter: string) => void;
  change: ChangeKind | undefined;
  onChange: (change: ChangeKind | undefined) => void;
  isPaused: boolean;
  /** How many changes came while paused. */
  arrived: number;
  onPause: () => void;
  onResume: () => void;
};

/** Which changes to show, and whether the list moves. */
export const ChangesToolbar = ({
  filter,
  change,
  isPaused,
  arrived,
  ...on
}: ChangesToolbarProps) => {
  const t = useTranslations('changes');
  const options = choices.map((value) => ({ value, label: t(`choices.${value}`) }));
  const choose = (choice: Choice) => on.onChange(choice === 'all' ? undefined : choice);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        type="search"
        value={filter}
        maxLength={256}
        aria-label={t('filter')}
        placeholder={t('filterPlaceholder')}
        onChange={(event) => on.onFilter(event.target.value)}
        className={`${inputClass} max-w-72`}
      />
      <Select
        label={t('show')}
        labelHidden
        value={change ?? 'all'}
        options={options}
        onChange={choose}
      />
      <Button onClick={isPaused ? on.onResume : on.onPause}>
        {isPaused ? <Play aria-hidden size={14} /> : <Pause aria-hidden size={14} />}
        {isPaused ? t('resume', { count: arrived }) : t('pause')}
      </Button>
    </div>
  );
};

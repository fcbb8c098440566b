'use client';

import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';
import { inputClass } from '../ui/field';
import { useClusterNames } from './clusters-context';
import { type Destination, matchDestinations } from './destinations';
import { useKeptQuery } from './display-context';
import { clusterPages, generalPages } from './pages';

const useDestinations = (): Destination[] => {
  const t = useTranslations('shell');
  const clusters = useClusterNames();
  return [
    ...clusters.flatMap((cluster) =>
      clusterPages.map(({ id, path }) => ({
        href: path(cluster.name),
        label: t(id),
        note: cluster.displayName,
      })),
    ),
    { href: '/', label: t('allClusters'), note: '' },
    ...generalPages.map(({ id, path }) => ({ href: path, label: t(id), note: '' })),
  ];
};

/** The palette: type a part of a cluster or page name, choose with the arrow keys, go with Enter. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('shell.palette');
  const router = useRouter();
  const keep = useKeptQuery();
  const listId = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const matches = matchDestinations(useDestinations(), query);
  const go = (destination: Destination | undefined) => {
    if (destination !== undefined) {
      onClose();
      router.push(keep(destination.href));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((active + step + matches.length) % Math.max(1, matches.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(matches[active]);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')}>
      <input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={matches.length > 0 ? `${listId}-${active}` : undefined}
        aria-label={t('open')}
        placeholder={t('placeholder')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={inputClass}
      />
      <p role="status" className="sr-only">
        {t('results', { count: matches.length })}
      </p>
      {matches.length === 0 ? <p className="px-2 pt-3 text-muted">{t('empty')}</p> : null}
      <div id={listId} role="listbox" aria-label={t('title')} className="mt-2 grid">
        {matches.map((destination, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox.
          <div
            key={destination.href}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={(element) => {
              if (index === active) {
                element?.scrollIntoView({ block: 'nearest' });
              }
            }}
            onClick={() => go(destination)}
            className={clsx(
              'flex h-8 cursor-pointer items-center gap-2 rounded-md px-2.5',
              index === active ? 'bg-selection' : 'hover:bg-row-hover',
            )}
          >
            {destination.label}
            <span className="ml-auto truncate text-muted">{destination.note}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
};

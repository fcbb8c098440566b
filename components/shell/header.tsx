'use client';

import { Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { Tag } from '../ui/tag';
import { useCurrentCluster } from './clusters-context';
import { DisplayToggles } from './display-toggles';
import { LiveIndicator } from './live-indicator';
import { headingOfPath } from './pages';

/** The header: the page's title, the palette's button, live state, language and theme. */
export const Header = ({ onOpenPalette }: { onOpenPalette: () => void }) => {
  const t = useTranslations('shell');
  const heading = headingOfPath(usePathname());
  const cluster = useCurrentCluster();
  return (
    <header className="flex h-13 items-center gap-3 border-line border-b bg-card px-5">
      <h1 className="truncate font-semibold text-lg">{t(heading)}</h1>
      {cluster?.readOnly ? <Tag>{t('readOnly')}</Tag> : null}
      <button
        type="button"
        onClick={onOpenPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="ml-auto flex h-8 min-w-0 items-center gap-2 rounded-md border border-control px-2.5 text-muted hover:bg-row-hover md:w-68"
      >
        <Search aria-hidden size={14} className="flex-none" />
        <span className="sr-only truncate md:not-sr-only">{t('palette.open')}</span>
        <kbd
          aria-hidden
          className="ml-auto hidden rounded-sm border border-line-strong px-1.5 font-sans text-xs leading-4.5 md:block"
        >
          Ctrl K
        </kbd>
      </button>
      <LiveIndicator />
      <DisplayToggles />
    </header>
  );
};

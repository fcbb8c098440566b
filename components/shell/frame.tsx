'use client';

import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDisplay } from './display-context';
import { EmbeddedTabs } from './embedded-tabs';
import { Header } from './header';
import { Navigation } from './navigation';
import { PageTitle } from './page-title';
import { useShortcuts } from './use-shortcuts';

const Palette = lazy(async () => ({ default: (await import('./palette')).Palette }));
const ShortcutsList = lazy(async () => ({
  default: (await import('./shortcuts-list')).ShortcutsList,
}));

/** Everything around a page of the console; embedded it is only the tabs of one cluster. */
export const Frame = ({ children }: { children: ReactNode }) => {
  const t = useTranslations('shell');
  const { embedded } = useDisplay();
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | undefined>();
  const openPalette = () => setOverlay('palette');
  useShortcuts({ onPalette: openPalette, onHelp: () => setOverlay('shortcuts') });
  const content = (
    <main id="content" tabIndex={-1} className="grid min-w-0 content-start gap-5 p-5 outline-none">
      {children}
    </main>
  );
  return (
    <>
      <PageTitle />
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-card px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skip')}
      </a>
      {embedded ? (
        <>
          <EmbeddedTabs />
          {content}
        </>
      ) : (
        <div className="grid min-h-dvh grid-cols-[52px_minmax(0,1fr)] wide:grid-cols-[212px_minmax(0,1fr)]">
          <Navigation />
          <div className="min-w-0">
            <Header onOpenPalette={openPalette} />
            {content}
          </div>
        </div>
      )}
      <Suspense>
        {overlay === 'palette' ? <Palette onClose={() => setOverlay(undefined)} /> : null}
        {overlay === 'shortcuts' ? <ShortcutsList onClose={() => setOverlay(undefined)} /> : null}
      </Suspense>
    </>
  );
};

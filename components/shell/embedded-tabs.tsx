'use client';

import clsx from 'clsx';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { FiringBadge } from '../alerts/firing-badge';
import { AppLink } from './app-link';
import { useCurrentCluster } from './clusters-context';
import { LiveIndicator } from './live-indicator';
import { clusterPages, headingOfPath, pageOfPath } from './pages';

/** The pages of the cluster in sight as a row of links, for the frame of another console. */
export const EmbeddedTabs = () => {
  const t = useTranslations('shell');
  const path = usePathname();
  const page = pageOfPath(path);
  const heading = t(headingOfPath(path));
  const cluster = useCurrentCluster();
  if (cluster === undefined) {
    return (
      <header className="sr-only">
        <h1>{heading}</h1>
      </header>
    );
  }
  return (
    <header className="flex flex-wrap items-center gap-x-4 border-line border-b bg-card px-5">
      <h1 className="sr-only">{`${heading} · ${cluster.displayName}`}</h1>
      <nav aria-label={t('pagesOfCluster', { cluster: cluster.displayName })}>
        <ul className="flex flex-wrap gap-0.5">
          {clusterPages.map(({ id, path: pathOf }) => (
            <li key={id}>
              <AppLink
                href={pathOf(cluster.name)}
                aria-current={page === id ? 'page' : undefined}
                className={clsx(
                  'block px-3 py-2.5',
                  page === id
                    ? 'font-semibold shadow-[inset_0_-2px_0_var(--green)]'
                    : 'text-muted hover:text-ink',
                )}
              >
                {t(id)}
                {id === 'alerts' ? (
                  <>
                    {' '}
                    <FiringBadge cluster={cluster.name} />
                  </>
                ) : null}
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="ml-auto">
        <LiveIndicator />
      </div>
    </header>
  );
};

'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { FiringBadge } from '../alerts/firing-badge';
import { Account } from './account';
import { AppLink } from './app-link';
import { BrandMark } from './brand';
import { ClusterSwitcher } from './cluster-switcher';
import { useCurrentCluster } from './clusters-context';
import { NavigationLink } from './navigation-link';
import { clusterPages, generalPages, pageOfPath } from './pages';

/** The left navigation: the pages of one cluster first, then those about all of them. */
export const Navigation = () => {
  const t = useTranslations('shell');
  const cluster = useCurrentCluster();
  const page = pageOfPath(usePathname());
  return (
    <nav
      aria-label={t('navigation')}
      className="sticky top-0 flex h-dvh flex-col gap-0.5 overflow-y-auto border-line border-r bg-card px-2 py-3.5 wide:px-2.5"
    >
      <AppLink
        href="/"
        title={t('allClusters')}
        className="mb-2 flex h-8 items-center justify-center gap-2.5 rounded-md font-semibold text-lg wide:justify-start wide:px-2"
      >
        <BrandMark />
        <span className="sr-only wide:not-sr-only">{t('brand')}</span>
      </AppLink>
      <ClusterSwitcher />
      {cluster === undefined ? null : (
        <ul
          aria-label={t('pagesOfCluster', { cluster: cluster.displayName })}
          className="grid gap-0.5"
        >
          {clusterPages.map(({ id, path, icon }) => (
            <NavigationLink
              key={id}
              href={path(cluster.name)}
              label={t(id)}
              icon={icon}
              current={page === id}
              badge={id === 'alerts' ? <FiringBadge cluster={cluster.name} /> : undefined}
            />
          ))}
        </ul>
      )}
      <ul className="mt-auto grid gap-0.5 pt-3">
        {generalPages.map(({ id, path, icon }) => (
          <NavigationLink key={id} href={path} label={t(id)} icon={icon} current={page === id} />
        ))}
      </ul>
      <Account />
    </nav>
  );
};

'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useCurrentCluster } from './clusters-context';
import { clusterPages, headingOfPath, pageOfPath } from './pages';

/** The document's title: page, cluster, product. */
export const PageTitle = () => {
  const t = useTranslations('shell');
  const path = usePathname();
  const page = pageOfPath(path);
  const cluster = useCurrentCluster();
  const isOfCluster = clusterPages.some((entry) => entry.id === page);
  const parts = [
    t(headingOfPath(path)),
    isOfCluster ? cluster?.displayName : undefined,
    t('brand'),
  ];
  return <title>{parts.filter(Boolean).join(' · ')}</title>;
};

'use client';

import clsx from 'clsx';
import { ChevronsUpDown, Layers } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AppLink } from './app-link';
import { ClusterHealth } from './cluster-health';
import { useClusterNames, useCurrentCluster } from './clusters-context';
import { clusterPages, pageOfPath } from './pages';
import { useDismiss } from './use-dismiss';

/** The same page of another cluster, or its overview where the page is about all clusters. */
const sameWayIn = (pathname: string, cluster: string): string => {
  const page = clusterPages.find((entry) => entry.id === pageOfPath(pathname));
  return page === undefined ? `/clusters/${cluster}` : page.path(cluster);
};

/** Names the cluster in sight with its health, and opens the list of the others. */
export const ClusterSwitcher = () => {
  const t = useTranslations('shell');
  const clusters = useClusterNames();
  const current = useCurrentCluster();
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useDismiss(root, open, (reason) => {
    setOpen(false);
    if (reason === 'escape') {
      button.current?.focus();
    }
  });
  const linkClass = 'flex h-8 items-center gap-2 rounded-md px-2.5 hover:bg-row-hover';
  return (
    <div ref={root} className="relative mb-3">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={listId}
        title={current?.displayName ?? t('chooseCluster')}
        onClick={() => setOpen(!open)}
        className="flex h-8.5 w-full items-center justify-center gap-2 rounded-md border border-control px-2 hover:bg-row-hover wide:justify-start wide:px-2.5"
      >
        <span className="sr-only">{t('switchCluster')}</span>
        {current === undefined ? (
          <>
            <Layers aria-hidden size={14} className="flex-none text-muted" />
            <span className="sr-only truncate text-left wide:not-sr-only wide:flex-1">
              {t('chooseCluster')}
            </span>
          </>
        ) : (
          <ClusterHealth cluster={current} />
        )}
        <ChevronsUpDown aria-hidden size={13} className="hidden flex-none text-muted wide:block" />
      </button>
      <ul
        id={listId}
        hidden={!open}
        className="fixed z-30 mt-1 max-h-80 w-58 overflow-y-auto rounded-md border border-line-strong bg-card p-1 shadow-pop"
      >
        {clusters.map((cluster) => (
          <li key={cluster.name}>
            <AppLink
              href={sameWayIn(pathname, cluster.name)}
              aria-current={cluster.name === current?.name ? 'true' : undefined}
              onClick={() => setOpen(false)}
              className={clsx(linkClass, cluster.name === current?.name && 'font-semibold')}
            >
              <span className="truncate">{cluster.displayName}</span>
              {cluster.readOnly ? (
                <span className="ml-auto shrink-0 font-normal text-muted text-xs">
                  {t('readOnly')}
                </span>
              ) : null}
            </AppLink>
          </li>
        ))}
        <li className="mt-1 border-line border-t pt-1">
          <AppLink href="/" onClick={() => setOpen(false)} className={linkClass}>
            {t('allClusters')}
          </AppLink>
        </li>
      </ul>
    </div>
  );
};

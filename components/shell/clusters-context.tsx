'use client';

import { useParams } from 'next/navigation';
import { createContext, type ReactNode, use } from 'react';

/** A configured cluster as the frame names it. */
export type ClusterName = { name: string; displayName: string; readOnly: boolean };

const ClustersContext = createContext<readonly ClusterName[]>([]);

/** Gives the configured clusters to the frame: switcher, navigation and palette. */
export const ClustersProvider = ({
  value,
  children,
}: {
  value: readonly ClusterName[];
  children: ReactNode;
}) => <ClustersContext value={value}>{children}</ClustersContext>;

/** The configured clusters. */
export const useClusterNames = (): readonly ClusterName[] => use(ClustersContext);

/**
 * The cluster whose pages are in sight: of the path, or the only configured one; undefined on the
 * pages of all clusters where there are several.
 */
export const useCurrentCluster = (): ClusterName | undefined => {
  const clusters = useClusterNames();
  const { cluster } = useParams<{ cluster?: string }>();
  return cluster === undefined
    ? clusters.length === 1
      ? clusters[0]
      : undefined
    : clusters.find((entry) => entry.name === cluster);
};

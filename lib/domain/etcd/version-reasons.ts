import type { Reason } from '../api/common';
import type { ClusterFacts } from './cluster-facts';

const seriesOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/**
 * Members of different versions: of one series that is a rolling update, of two it is an upgrade
 * half done, in which etcd keeps to the features of the older.
 */
export const versionReasons = ({ members }: ClusterFacts): Reason[] => {
  const versions = [...new Set(members.flatMap(({ version }) => version ?? []))].sort();
  if (versions.length < 2) {
    return [];
  }
  const isOneSeries = new Set(versions.map(seriesOf)).size === 1;
  return [
    {
      code: isOneSeries ? 'patch_versions_differ' : 'versions_differ',
      severity: isOneSeries ? 'info' : 'warning',
      parameters: { versions: versions.join(', ') },
    },
  ];
};

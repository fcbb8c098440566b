import {
  Activity,
  BellRing,
  ChartColumn,
  DatabaseBackup,
  HeartPulse,
  KeyRound,
  Lightbulb,
  type LucideIcon,
  Settings,
} from 'lucide-react';

/** A page of one cluster: its name in the messages, its address and its icon. */
type ClusterPage = {
  id: 'overview' | 'keys' | 'metrics' | 'alerts' | 'advisor' | 'backups';
  path: (cluster: string) => string;
  icon: LucideIcon;
};

/** The pages of one cluster, in the order of the navigation. */
export const clusterPages: readonly ClusterPage[] = [
  { id: 'overview', path: (cluster) => `/clusters/${cluster}`, icon: HeartPulse },
  { id: 'keys', path: (cluster) => `/clusters/${cluster}/keys`, icon: KeyRound },
  { id: 'metrics', path: (cluster) => `/clusters/${cluster}/metrics`, icon: ChartColumn },
  { id: 'alerts', path: (cluster) => `/clusters/${cluster}/alerts`, icon: BellRing },
  { id: 'advisor', path: (cluster) => `/clusters/${cluster}/advisor`, icon: Lightbulb },
  { id: 'backups', path: (cluster) => `/clusters/${cluster}/backups`, icon: DatabaseBackup },
];

/** The pages about all clusters, at the end of the navigation. */
export const generalPages = [
  { id: 'activity', path: '/activity', icon: Activity },
  { id: 'settings', path: '/settings', icon: Settings },
] as const;

/** The name of a page in the messages of the shell. */
export type PageId = ClusterPage['id'] | (typeof generalPages)[number]['id'] | 'clusters';

/** Pages of a cluster that stand under another one in the navigation. */
const metricsPages = ['performance', 'monitoring'] as const;

/** The name of a page in its heading, in the messages of the shell. */
export type HeadingId = PageId | (typeof metricsPages)[number];

const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** What the page at an address (without the base path) is called. */
export const headingOfPath = (path: string): HeadingId => {
  const [first, , page] = segmentsOf(path);
  const own = first === 'clusters' ? metricsPages.find((id) => id === page) : undefined;
  return own ?? pageOfPath(path);
};

/** The entry of the navigation an address (without the base path) belongs to. */
export const pageOfPath = (path: string): PageId => {
  const [first, , page] = segmentsOf(path);
  if (first === 'clusters') {
    if (metricsPages.some((id) => id === page)) {
      return 'metrics';
    }
    return clusterPages.find((entry) => entry.id === page)?.id ?? 'overview';
  }
  return generalPages.find((entry) => entry.id === first)?.id ?? 'clusters';
};

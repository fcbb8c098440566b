'use client';

import { useNow } from '@/components/ui/use-now';
import { useRecentOperations } from '@/lib/api/operations';
import type { Operation } from '@/lib/domain/api/operations';

const shownMilliseconds = 600_000;
const checkMilliseconds = 30_000;

/** The backup of a cluster that runs, or the last one where it ended in the last ten minutes. */
export const useCurrentBackup = (cluster: string): Operation | undefined => {
  const { data } = useRecentOperations(cluster);
  const now = useNow(checkMilliseconds);
  const latest = data?.operations.find(({ kind }) => kind === 'backup');
  if (latest === undefined || latest.endedAt === null) {
    return latest;
  }
  const age = now.getTime() - new Date(latest.endedAt).getTime();
  return age < shownMilliseconds ? latest : undefined;
};

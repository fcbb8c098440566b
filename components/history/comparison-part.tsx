'use client';

import type { ReactNode } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useComparison } from '@/lib/api/history';
import type { Comparison } from '@/lib/domain/api/history';

type ComparisonPartProps = {
  cluster: string;
  id: string;
  children: (comparison: Comparison) => ReactNode;
};

/** What is shown of a comparison, once something of it is known. */
export const ComparisonPart = ({ cluster, id, children }: ComparisonPartProps) => {
  const query = useComparison(cluster, id);
  if (query.isPending) {
    return <Skeleton className="h-40" />;
  }
  if (query.isError) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  return children(query.data);
};

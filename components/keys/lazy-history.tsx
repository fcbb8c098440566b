'use client';

import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/skeleton';
import type { OpenTarget } from './panel-props';

const KeyHistory = lazy(async () => ({
  default: (await import('../history/key-history')).KeyHistory,
}));

type LazyHistoryProps = { cluster: string; keyBytes: string; onOpen: OpenTarget };

/** The history of a key, fetched when it is first looked at. */
export const LazyHistory = (props: LazyHistoryProps) => (
  <Suspense fallback={<Skeleton className="m-4 h-40" />}>
    <KeyHistory {...props} />
  </Suspense>
);

'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ProblemError } from './request';

const maximumRetries = 2;

/** Our server already answered a problem, so it is shown at once; a lost connection may come back. */
const isWorthRetrying = (failures: number, error: Error): boolean =>
  failures < maximumRetries && !(error instanceof ProblemError);

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });

/** Gives the pages below their cache of API answers. */
export const QueryProvider = ({ children }: { children: ReactNode }) => {
  const [client] = useState(createQueryClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
};

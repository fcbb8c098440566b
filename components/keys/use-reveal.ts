'use client';

import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { revealKey } from '@/lib/api/keys';

const shownMilliseconds = 30_000;

/**
 * Reveals one masked key and forgets it after 30 seconds. The value is kept nowhere else: not in
 * the cache of answers, not in the address.
 */
export const useReveal = (cluster: string, key: string) => {
  const mutation = useMutation({
    mutationFn: (reason: string) => revealKey(cluster, key, reason),
    gcTime: 0,
  });
  const { data, reset } = mutation;
  useEffect(() => {
    if (data === undefined) {
      return;
    }
    const timer = setTimeout(reset, shownMilliseconds);
    return () => clearTimeout(timer);
  }, [data, reset]);
  return {
    revealed: data,
    reveal: mutation.mutate,
    hide: reset,
    isPending: mutation.isPending,
    error: mutation.error,
  };
};

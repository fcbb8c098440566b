'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CreatedToken, NewToken, Token } from '@/lib/domain/api/session';
import { request } from './request';

const tokensKey = ['tokens'] as const;

/** One's own API tokens, newest first; everybody's for an admin. */
export const useTokens = () =>
  useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => request<{ tokens: Token[] }>('/api/v1/tokens', { signal }),
    select: ({ tokens }) => tokens,
  });

/** Makes an API token. Its secret is in the answer of the mutation and never asked for again. */
export const useCreateToken = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewToken) =>
      request<CreatedToken>('/api/v1/tokens', { method: 'POST', body }),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
};

/** Revokes an API token by its id. */
export const useRevokeToken = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      request<void>(`/api/v1/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
};

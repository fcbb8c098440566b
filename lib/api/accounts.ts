'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Account, AccountChangeRequest, NewAccount } from '@/lib/domain/api/session';
import { request } from './request';

const accountsKey = ['accounts'] as const;

const accountPath = (username: string) =>
  `/api/v1/accounts/${encodeURIComponent(username)}` as const;

/** The local accounts by name; admins only, so `enabled` says whether to ask at all. */
export const useAccounts = (enabled: boolean) =>
  useQuery({
    queryKey: accountsKey,
    queryFn: ({ signal }) => request<{ accounts: Account[] }>('/api/v1/accounts', { signal }),
    select: ({ accounts }) => accounts,
    enabled,
  });

const useAccountMutation = <Variables, Answer>(
  mutationFn: (variables: Variables) => Promise<Answer>,
) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: accountsKey }),
  });
};

/** Makes a local account. */
export const useCreateAccount = () =>
  useAccountMutation((body: NewAccount) =>
    request<Account>('/api/v1/accounts', { method: 'POST', body }),
  );

/** Changes the role of an account, disables or enables it. */
export const useChangeAccount = () =>
  useAccountMutation(({ username, change }: { username: string; change: AccountChangeRequest }) =>
    request<Account>(accountPath(username), { method: 'PATCH', body: change }),
  );

/** Sets the password of an account. */
export const useResetPassword = () =>
  useAccountMutation(({ username, password }: { username: string; password: string }) =>
    request<void>(`${accountPath(username)}/password`, { method: 'PUT', body: { password } }),
  );

/** Ends every session of an account; the answer says how many there were. */
export const useEndSessions = () =>
  useAccountMutation((username: string) =>
    request<{ ended: number }>(`${accountPath(username)}/sessions`, { method: 'DELETE' }),
  );

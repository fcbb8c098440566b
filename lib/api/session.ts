'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PasswordChange, Session } from '@/lib/domain/api/session';
import { forgetCsrfToken, request } from './request';

/** Logs in with a local account. */
export const useLogin = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      request<Session>('/api/v1/session', { method: 'POST', body, anonymous: true }),
    onSuccess: () => {
      forgetCsrfToken();
      client.clear();
    },
  });
};

/** Logs out. What was read with the session is forgotten in the browser too. */
export const useLogout = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('/api/v1/session', { method: 'DELETE' }),
    onSuccess: () => {
      forgetCsrfToken();
      client.clear();
    },
  });
};

/** Changes one's own password; the server begins a new session in place of all others. */
export const useChangePassword = () =>
  useMutation({
    mutationFn: (body: PasswordChange) =>
      request<void>('/api/v1/session/password', { method: 'PUT', body }),
    onSuccess: forgetCsrfToken,
  });

'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Deliveries,
  DeliveryTest,
  Rule,
  RuleChange,
  Silence,
  SilenceRequest,
} from '@/lib/domain/api/alerts';
import { alertsAddress, alertsKey } from './alerts';
import { request } from './request';

/** Receivers have no events: what waits to be sent is asked for. */
const pollMilliseconds = 15_000;

const useForgetAlerts = (cluster: string) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: alertsKey(cluster) });
};

/** The silences of a cluster, newest first, also those that have ended. */
export const useSilences = (cluster: string) =>
  useQuery({
    queryKey: [...alertsKey(cluster), 'silences'],
    queryFn: ({ signal }) =>
      request<{ silences: Silence[] }>(alertsAddress(cluster, '/silences'), { signal }),
  });

/** Silences a rule, a member, or both. */
export const useSilence = (cluster: string) => {
  const forget = useForgetAlerts(cluster);
  return useMutation({
    mutationFn: (body: SilenceRequest) =>
      request<Silence>(alertsAddress(cluster, '/silences'), { method: 'POST', body }),
    onSuccess: forget,
  });
};

/** Ends a silence by its id before its time. */
export const useEndSilence = (cluster: string) => {
  const forget = useForgetAlerts(cluster);
  return useMutation({
    mutationFn: (id: string) =>
      request<void>(alertsAddress(cluster, `/silences/${id}`), { method: 'DELETE' }),
    onSuccess: forget,
  });
};

/** Changes the thresholds and the duration of a rule, or whether it is evaluated. */
export const useChangeRule = (cluster: string, rule: string) => {
  const forget = useForgetAlerts(cluster);
  return useMutation({
    mutationFn: (body: RuleChange) =>
      request<Rule>(alertsAddress(cluster, `/rules/${rule}`), { method: 'PUT', body }),
    onSuccess: forget,
  });
};

/** Where the alerts of a cluster are sent, and whether that works. */
export const useDeliveries = (cluster: string) =>
  useQuery({
    queryKey: [...alertsKey(cluster), 'deliveries'],
    queryFn: ({ signal }) => request<Deliveries>(alertsAddress(cluster, '/deliveries'), { signal }),
    refetchInterval: pollMilliseconds,
  });

/** Sends a test message to a receiver by its name. */
export const useTestDelivery = (cluster: string) => {
  const forget = useForgetAlerts(cluster);
  return useMutation({
    mutationFn: (receiver: string) =>
      request<DeliveryTest>(alertsAddress(cluster, `/deliveries/${receiver}/test`), {
        method: 'POST',
      }),
    onSettled: forget,
  });
};

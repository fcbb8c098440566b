'use client';

import { useQuery } from '@tanstack/react-query';
import type { MonitoringFile, MonitoringFormat } from '@/lib/domain/api/monitoring';
import type { Language } from '@/lib/domain/messages';
import { request } from './request';

/** Where objects of Kubernetes are put, and their labels as kubectl writes them. */
export type PlacementText = { namespace: string; labels: string };

/** What file of a cluster is wanted, and in which language what is said in it. */
type MonitoringRequest = {
  format: MonitoringFormat;
  language: Language;
  /** For files of objects of Kubernetes. */
  placement?: PlacementText | undefined;
};

/** A file for Prometheus, its operator or Grafana, made for a cluster. */
export const useMonitoringFile = (
  cluster: string,
  { format, language, placement }: MonitoringRequest,
) => {
  const query = new URLSearchParams({ format, lang: language, ...placement }).toString();
  return useQuery({
    queryKey: ['monitoring', cluster, query],
    queryFn: ({ signal }) =>
      request<MonitoringFile>(
        `/api/v1/clusters/${encodeURIComponent(cluster)}/monitoring?${query}`,
        { signal },
      ),
  });
};

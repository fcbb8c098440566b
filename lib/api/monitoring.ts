'use client';

import { useQuery } from '@tanstack/react-query';
import type { MonitoringFile, MonitoringFormat } from '@/lib/domain/api/monitoring';
import type { Language } from '@/lib/domain/messages';
import { request } from './request';

/** What file of a cluster is wanted, and in which language what is said in it. */
type MonitoringRequest = { format: MonitoringFormat; language: Language };

/** A file for Prometheus, its operator or Grafana, made for a cluster. */
export const useMonitoringFile = (cluster: string, { format, language }: MonitoringRequest) =>
  useQuery({
    queryKey: ['monitoring', cluster, format, language],
    queryFn: ({ signal }) =>
      request<MonitoringFile>(
        `/api/v1/clusters/${encodeURIComponent(cluster)}/monitoring?format=${format}&lang=${language}`,
        { signal },
      ),
  });

'use client';

import { useQuery } from '@tanstack/react-query';
import type { MonitoringFile, MonitoringFormat } from '@/lib/domain/api/monitoring';
import { request } from './request';

/** A file for Prometheus, its operator or Grafana, made for a cluster. */
export const useMonitoringFile = (cluster: string, format: MonitoringFormat) =>
  useQuery({
    queryKey: ['monitoring', cluster, format],
    queryFn: ({ signal }) =>
      request<MonitoringFile>(
        `/api/v1/clusters/${encodeURIComponent(cluster)}/monitoring?format=${format}`,
        { signal },
      ),
  });

import 'server-only';
import type { Heatmap, Panels } from '@/lib/domain/api/metrics';
import { isAppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { prometheusSourceOf } from '../prometheus/prometheus-source';
import { queryHeatmap } from '../prometheus/query-heatmap';
import { type PrometheusSource, queryPanels } from '../prometheus/query-panels';
import { readSampleStorage, sampleLimitBytes } from '../store/sample-storage';
import { readTargets } from '../store/scrape-targets';
import { store } from '../store/store';
import { listMarks } from './list-marks';
import {
  checkRange,
  type HeatmapQuery,
  type PanelsQuery,
  type PanelsSource,
  requirePanels,
} from './panels-request';
import { readHeatmap, requireDistribution } from './read-heatmap';
import { readPanels } from './read-panels';

/**
 * Panels of a configured cluster: from its Prometheus where one is configured and answers, else
 * from our own samples. Where Prometheus failed, `sourceFailure` says why. Throws AppError
 * `unknown_cluster` and `invalid_input`.
 */
export const readClusterPanels = async (
  cluster: string,
  query: PanelsQuery,
  signal?: AbortSignal,
): Promise<Panels> => {
  const panels = await fromSource(cluster, {
    embedded: (source) => readPanels(source, query),
    prometheus: (prometheus, source) => readPrometheusPanels(prometheus, source, query, signal),
  });
  const limitBytes = sampleLimitBytes(configuration().sampleLimitMegabytes);
  return { ...panels, storage: await readSampleStorage(store(), limitBytes) };
};

/**
 * The heat map of one member, from where its cluster's panels come from; where Prometheus failed,
 * `sourceFailure` says why. Throws AppError `unknown_cluster` and `invalid_input`.
 */
export const readClusterHeatmap = async (
  cluster: string,
  query: HeatmapQuery,
  signal?: AbortSignal,
): Promise<Heatmap> => {
  return fromSource(cluster, {
    embedded: (source) => readHeatmap(source, query),
    prometheus: (prometheus, { now }) =>
      queryHeatmap(prometheus, {
        panel: requireDistribution(query.panel),
        memberId: query.member,
        ...checkRange(query, now),
        columns: query.columns,
        signal,
      }),
  });
};

type Readers<Answer> = {
  embedded: (source: PanelsSource) => Promise<Answer>;
  prometheus: (prometheus: PrometheusSource, source: PanelsSource) => Promise<Answer>;
};

/** Asks the cluster's Prometheus, and our own samples where there is none or it gave no answer. */
const fromSource = async <Answer extends Pick<Panels, 'sourceFailure'>>(
  cluster: string,
  readers: Readers<Answer>,
): Promise<Answer> => {
  const connection = clusterConnection(cluster);
  const source: PanelsSource = {
    store: store(),
    cluster: connection.config.name,
    intervalMilliseconds: configuration().scrapeIntervalSeconds * 1000,
    now: Date.now(),
  };
  const prometheus = await prometheusSourceOf(connection, source.store);
  if (prometheus === undefined) {
    return readers.embedded(source);
  }
  try {
    return await readers.prometheus(prometheus, source);
  } catch (error) {
    if (!isAppError(error) || !error.code.startsWith('prometheus_')) {
      throw error;
    }
    const { code, parameters } = error;
    return { ...(await readers.embedded(source)), sourceFailure: { code, parameters } };
  }
};

/** What only we know, marks and the cost of our own scrapes, stands beside Prometheus' values. */
const readPrometheusPanels = async (
  prometheus: PrometheusSource,
  { store: own, cluster, now }: PanelsSource,
  query: PanelsQuery,
  signal: AbortSignal | undefined,
): Promise<Panels> => {
  const panels = requirePanels(query.panels);
  const { from, to } = checkRange(query, now);
  const [answer, marks, targets] = await Promise.all([
    queryPanels(prometheus, { panels, from, to, points: query.points, signal }),
    listMarks(own, { cluster, from, to }),
    readTargets(own, cluster),
  ]);
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    source: 'prometheus',
    intervalSeconds: answer.intervalSeconds,
    collectedFrom:
      answer.collectedFrom === null ? null : new Date(answer.collectedFrom).toISOString(),
    panels: answer.panels,
    marks,
    scrapes: targets.filter(({ present }) => present).map(({ present, ...scrape }) => scrape),
  };
};

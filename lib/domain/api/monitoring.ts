import { z } from 'zod';
import { languages } from '../messages';

/** What of a cluster's monitoring can be given away. */
const monitoringFormats = [
  'scrape-config',
  'service-monitor',
  'rules',
  'prometheus-rule',
  'grafana',
] as const;

/** Query of a file for somebody else's monitoring. */
export const monitoringQuerySchema = z.strictObject({
  format: z.enum(monitoringFormats).meta({
    description:
      'scrape_configs of Prometheus; a ServiceMonitor with its Service and Endpoints; a rules ' +
      'file of Prometheus; a PrometheusRule; or a dashboard of Grafana.',
  }),
  lang: z.enum(languages).default('en').meta({
    description: 'The language of titles on the dashboard and of the annotations of rules.',
  }),
});

/** One of the formats. */
export type MonitoringFormat = z.infer<typeof monitoringQuerySchema>['format'];

/** A file for somebody else's monitoring; it names files of TLS by path and holds no secret. */
export const monitoringFileSchema = z.object({
  format: z.enum(monitoringFormats),
  fileName: z.string(),
  mediaType: z.enum(['application/yaml', 'application/json']),
  text: z.string(),
  leftOut: z
    .array(z.string())
    .meta({ description: 'Ids of active rules no metric of etcd tells, in the files of rules.' }),
});

/** A file for somebody else's monitoring. */
export type MonitoringFile = z.infer<typeof monitoringFileSchema>;

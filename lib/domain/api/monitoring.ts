import { z } from 'zod';
import { languages } from '../messages';
import { defaultNamespace, isNamespace, parseLabels } from '../monitoring/placement';

/** What of a cluster's monitoring can be given away. */
const monitoringFormats = [
  'scrape-config',
  'service-monitor',
  'rules',
  'prometheus-rule',
  'grafana',
] as const;

const longestLabels = 1024;

const labelsSchema = z
  .string()
  .max(longestLabels)
  .transform((text, context) => {
    const labels = parseLabels(text);
    if (labels === undefined) {
      context.addIssue({
        code: 'custom',
        message:
          'must be labels such as release=prometheus,team=storage, without app.kubernetes.io/name',
      });
      return z.NEVER;
    }
    return labels;
  });

/** Query of a file for somebody else's monitoring. */
export const monitoringQuerySchema = z.strictObject({
  format: z.enum(monitoringFormats).meta({
    description:
      'scrape_configs of Prometheus; a ServiceMonitor with its Service, its Endpoints and a ' +
      'Secret of placeholders; a rules file of Prometheus; a PrometheusRule; or a dashboard of ' +
      'Grafana.',
  }),
  lang: z.enum(languages).default('en').meta({
    description: 'The language of titles on the dashboard and of the annotations of rules.',
  }),
  namespace: z
    .string()
    .refine(isNamespace, 'must be a namespace of Kubernetes: a-z, 0-9 and -, 63 at most')
    .default(defaultNamespace)
    .meta({ description: 'Where objects of Kubernetes are put.' }),
  labels: labelsSchema.prefault('').meta({
    description:
      'Labels that objects of Kubernetes have beside their own, as kubectl writes them: ' +
      'release=prometheus,team=storage.',
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

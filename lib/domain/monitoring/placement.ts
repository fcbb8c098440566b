/** Where objects of Kubernetes are put, and the labels they have beside their own. */
export type Placement = { namespace: string; labels: Readonly<Record<string, string>> };

/** Where objects are put unless somebody asks for another namespace. */
export const defaultNamespace = 'monitoring';

/** Where KubeSphere's own Prometheus is, and the label its ServiceMonitors have. */
export const kubespherePlacement = {
  namespace: 'kubesphere-monitoring-system',
  labels: 'app.kubernetes.io/vendor=kubesphere',
} as const;

/** The label ServiceMonitors find their Service by, which nobody else may set. */
const nameLabel = 'app.kubernetes.io/name';

/** The longest label of a name, of a key or of a value (RFC 1123; Kubernetes, labels). */
const longestPart = 63;
const longestPrefix = 253;

const dnsLabel = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const qualified = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;

/** The labels that tell the objects of a job from others. */
export const ownLabels = (job: string): Record<string, string> => ({ [nameLabel]: job });

/** The metadata of an object, with the labels of its kind where it has any. */
export const metadataOf = (
  job: string,
  { namespace, labels }: Placement,
  kindLabels: Readonly<Record<string, string>> = {},
): { name: string; namespace: string; labels: Record<string, string> } => ({
  name: job,
  namespace,
  labels: { ...ownLabels(job), ...kindLabels, ...labels },
});

/** Whether a text is a name Kubernetes gives to namespaces. */
export const isNamespace = (text: string): boolean =>
  text.length <= longestPart && dnsLabel.test(text);

const isQualified = (text: string): boolean => text.length <= longestPart && qualified.test(text);

const isKey = (text: string): boolean => {
  const slash = text.indexOf('/');
  const prefix = text.slice(0, Math.max(slash, 0));
  const hasPrefix = prefix.length <= longestPrefix && dnsSubdomain.test(prefix);
  return isQualified(text.slice(slash + 1)) && (slash < 0 || hasPrefix);
};

const labelOf = (text: string): [string, string] | undefined => {
  const [key = '', value, ...more] = text.trim().split('=');
  const isLabel = isKey(key) && key !== nameLabel && (value === '' || isQualified(value ?? ''));
  return isLabel && value !== undefined && more.length === 0 ? [key, value] : undefined;
};

/**
 * Labels as kubectl writes them, `release=prometheus,team=storage`; none for an empty text.
 * Undefined where one of them is no label, comes twice, or is the objects' own name.
 */
export const parseLabels = (text: string): Record<string, string> | undefined => {
  const labels = text.trim() === '' ? [] : text.split(',').map(labelOf);
  const known = labels.filter((label) => label !== undefined);
  const keys = new Set(known.map(([key]) => key));
  return keys.size === labels.length ? Object.fromEntries(known) : undefined;
};

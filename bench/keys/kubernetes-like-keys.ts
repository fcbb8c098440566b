/** A set of keys by number, so that a million of them need no memory. */
export type KeySet = { count: number; keyAt: (index: number) => string };

/** Keys of one resource: `flat` in one namespace, else spread over all of them. */
type Resource = { name: string; share: number; flat?: string };

/** Shares of a million keys, in thousandths; what is left goes to `others` in equal parts. */
const large: readonly Resource[] = [
  { name: 'events', share: 120, flat: 'kube-system' },
  { name: 'pods', share: 123.5 },
  { name: 'replicasets', share: 110 },
  { name: 'secrets', share: 90 },
  { name: 'configmaps', share: 85 },
  { name: 'endpointslices', share: 70 },
  { name: 'services/specs', share: 50 },
  { name: 'services/endpoints', share: 50 },
  { name: 'leases', share: 40 },
  { name: 'jobs', share: 40 },
  { name: 'deployments', share: 36.5 },
];

const others = [
  'apiextensions.k8s.io/customresourcedefinitions',
  'apiregistration.k8s.io/apiservices',
  ...'certificatesigningrequests clusterrolebindings clusterroles controllerrevisions controllers'.split(
    ' ',
  ),
  ...'cronjobs csidrivers csinodes csistoragecapacities daemonsets flowschemas'.split(' '),
  ...'horizontalpodautoscalers ingress ingressclasses ipaddresses limitranges masterleases'.split(
    ' ',
  ),
  ...'minions mutatingwebhookconfigurations namespaces networkpolicies'.split(' '),
  ...'persistentvolumeclaims persistentvolumes poddisruptionbudgets podtemplates'.split(' '),
  ...'priorityclasses prioritylevelconfigurations ranges resourceclaims resourceclaimtemplates'.split(
    ' ',
  ),
  ...'resourcequotas resourceslices rolebindings roles runtimeclasses serviceaccounts servicecidrs'.split(
    ' ',
  ),
  ...'statefulsets storageclasses validatingadmissionpolicies'.split(' '),
  ...'validatingadmissionpolicybindings validatingwebhookconfigurations volumeattachments'.split(
    ' ',
  ),
  'monitoring.example.org/servicemonitors',
  'snapshot.example.org/volumesnapshots',
  'cert.example.org/certificates',
];

const namespaces = 500;

const suffix = (index: number): string =>
  (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(36).padStart(7, '0');

const keyOf = ({ name, flat }: Resource, index: number): string =>
  flat === undefined
    ? `/registry/${name}/ns-${String(index % namespaces).padStart(3, '0')}/app-${index}-${suffix(index)}`
    : `/registry/${name}/${flat}/app-${index}.${suffix(index)}`;

/**
 * Keys as a large Kubernetes cluster has them: 58 folders below `/registry/`, 500 namespaces, an
 * eighth of all in one flat folder of events.
 */
export const kubernetesLikeKeys = (count: number): KeySet => {
  const rest = (1000 - large.reduce((sum, { share }) => sum + share, 0)) / others.length;
  const resources = [...large, ...others.map((name) => ({ name, share: rest }))];
  const ends: number[] = [];
  let end = 0;
  for (const { share } of resources) {
    end += (count * share) / 1000;
    ends.push(Math.round(end));
  }
  const last = resources.length - 1;
  return {
    count,
    keyAt: (index) => {
      const found = ends.findIndex((bound) => index < bound);
      const place = found < 0 ? last : found;
      const resource = resources[place];
      return resource === undefined ? '' : keyOf(resource, index - (ends[place - 1] ?? 0));
    },
  };
};

/** Keys that share nothing but their first five bytes: no delimiter, no folder. */
export const flatKeys = (count: number): KeySet => ({
  count,
  keyAt: (index) => `flat:${suffix(index)}-${index}`,
});

/** Keys 40 folders deep. */
export const deepKeys = (count: number): KeySet => ({
  count,
  keyAt: (index) => {
    const levels = Array.from({ length: 38 }, (_, level) => `l${(index >> (level % 16)) % 7}`);
    return `/deep/${levels.join('/')}/${index}`;
  },
});

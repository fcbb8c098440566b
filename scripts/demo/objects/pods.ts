import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, demoTime, type MetadataOptions, metadata } from './metadata';
import type { RandomSource } from './random-source';

const nodeCount = 12;

/** The name of a worker node. */
export const nodeName = (index: number): string =>
  `worker-${String((index % nodeCount) + 1).padStart(2, '0')}.example.internal`;

const probe = (port: number, path: string): JsonObject => ({
  httpGet: { path, port, scheme: 'HTTP' },
  initialDelaySeconds: 5,
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
});

const container = ({ name, image, port }: Application): JsonObject => ({
  name: 'main',
  image,
  args: ['serve', '--config=/etc/app/config.yaml', `--listen=:${port}`],
  ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
  env: [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'POD_IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
    {
      name: 'DATABASE_PASSWORD',
      valueFrom: { secretKeyRef: { name: `${name}-credentials`, key: 'password' } },
    },
  ],
  resources: {
    limits: { cpu: '500m', memory: '512Mi' },
    requests: { cpu: '100m', memory: '256Mi' },
  },
  volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
  livenessProbe: probe(port, '/livez'),
  readinessProbe: probe(port, '/readyz'),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
  securityContext: {
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
  },
});

/** The pod spec of an application, as a template holds it. */
export const podSpec = (application: Application): JsonObject => ({
  volumes: [
    { name: 'config', configMap: { name: `${application.name}-config`, defaultMode: 420 } },
    { name: 'scratch', emptyDir: {} },
  ],
  containers: [container(application)],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: application.name,
  serviceAccount: application.name,
  securityContext: { fsGroup: 2000 },
  schedulerName: 'default-scheduler',
  tolerations: [
    {
      key: 'node.kubernetes.io/not-ready',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    },
  ],
  priority: 0,
  enableServiceLinks: true,
  preemptionPolicy: 'PreemptLowerPriority',
});

/** The status of a running pod; `ready` false is one whose container waits to restart. */
const podStatus = (
  { image }: Application,
  { ip, restarts, ready, started }: PodState & { started: string },
): JsonObject => ({
  phase: 'Running',
  conditions: [
    { type: 'Initialized', status: 'True', lastTransitionTime: started },
    { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: started },
    { type: 'PodScheduled', status: 'True', lastTransitionTime: started },
  ],
  hostIP: '10.20.0.11',
  podIP: ip,
  podIPs: [{ ip }],
  startTime: started,
  containerStatuses: [
    {
      name: 'main',
      state: ready
        ? { running: { startedAt: started } }
        : { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting' } },
      ready,
      restartCount: restarts,
      image,
      imageID: `${image.split(':')[0]}@sha256:${'5f'.repeat(32)}`,
      started: ready,
    },
  ],
  qosClass: 'Burstable',
});

/** What changes in a pod while it runs. */
type PodState = { ip: string; restarts: number; ready: boolean };

/** A pod of an application with the owner that made it; `changes` are what has happened since. */
export const makePod = (
  random: RandomSource,
  application: Application,
  name: string,
  owner: MetadataOptions['owner'],
  changes: Partial<PodState> = {},
): DemoObject => {
  const state: PodState = {
    ip: `10.42.${random.integer(0, 63)}.${random.integer(2, 250)}`,
    restarts: random.integer(0, 3),
    ready: random.fraction() > 0.05,
    ...changes,
  };
  const started = demoTime(random.integer(0, 15_000_000));
  const { namespace } = application;
  return storedObject(`pods/${namespace}/${name}`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(random, name, {
      namespace,
      labels: applicationLabels(application),
      annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100' },
      owner,
      manager: 'kube-controller-manager',
    }),
    spec: { ...podSpec(application), nodeName: nodeName(random.integer(0, nodeCount - 1)) },
    status: podStatus(application, { ...state, started }),
  });
};

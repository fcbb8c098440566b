import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import { type DemoObject, storedObject } from './demo-object';
import { demoTime, metadata } from './metadata';
import { nodeName } from './pods';
import { type RandomSource, randomSource } from './random-source';

/** Names of every node of the demo cluster. */
export const nodeNames: string[] = [
  ...['control-1', 'control-2', 'control-3'].map((name) => `${name}.example.internal`),
  ...Array.from({ length: 12 }, (_, index) => nodeName(index)),
];

const nodeResources = {
  cpu: '16',
  memory: '65837912Ki',
  pods: '110',
  'ephemeral-storage': '203056560Ki',
};

const condition = (type: string, status: string, reason: string): JsonObject => ({
  type,
  status,
  lastHeartbeatTime: demoTime(15_500_000),
  lastTransitionTime: demoTime(60),
  reason,
  message: `kubelet reports ${reason}`,
});

const node = (random: RandomSource, name: string, index: number): DemoObject =>
  storedObject(`minions/${name}`, {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata(random, name, {
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/zone': `zone-${'abc'.charAt(index % 3)}`,
        ...(name.startsWith('control') && { 'node-role.kubernetes.io/control-plane': '' }),
      },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    }),
    spec: {
      podCIDR: `10.42.${index}.0/24`,
      podCIDRs: [`10.42.${index}.0/24`],
      ...(name.startsWith('control') && {
        taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
      }),
    },
    status: {
      capacity: nodeResources,
      allocatable: nodeResources,
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
      addresses: [
        { type: 'InternalIP', address: `10.20.0.${index + 10}` },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        machineID: random.hex(32),
        systemUUID: random.uid(),
        bootID: random.uid(),
        kernelVersion: '6.1.0-32-amd64',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        containerRuntimeVersion: 'containerd://1.7.27',
        kubeletVersion: 'v1.33.4',
        kubeProxyVersion: 'v1.33.4',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      images: Array.from({ length: random.integer(5, 25) }, () => ({
        names: [`registry.example.com/platform/${random.suffix(8)}@sha256:${random.hex(64)}`],
        sizeBytes: random.integer(4_000_000, 900_000_000),
      })),
    },
  });

/**
 * A node's heartbeat lease, renewed at a time in seconds since the demo cluster began. Only that
 * time differs between two leases of a node.
 */
export const nodeLease = (name: string, seconds: number): DemoObject => {
  const random = randomSource(nodeNames.indexOf(name));
  return storedObject(`leases/kube-node-lease/${name}`, {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: metadata(random, name, {
      namespace: 'kube-node-lease',
      owner: { apiVersion: 'v1', kind: 'Node', name, uid: random.uid() },
    }),
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: demoTime(seconds).replace('Z', '.250000Z'),
    },
  });
};

/** Every node of the cluster with its heartbeat lease. */
export function* nodes(random: RandomSource): Iterable<DemoObject> {
  for (const [index, name] of nodeNames.entries()) {
    yield node(random, name, index);
    yield nodeLease(name, 15_500_000);
  }
}

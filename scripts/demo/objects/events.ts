import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { demoTime, metadata } from './metadata';
import { nodeName } from './pods';
import type { RandomSource } from './random-source';

const happenings = [
  ['Normal', 'Scheduled', 'Successfully assigned the pod to a node', 'default-scheduler'],
  ['Normal', 'Pulled', 'Container image already present on machine', 'kubelet'],
  ['Normal', 'Started', 'Started container main', 'kubelet'],
  [
    'Warning',
    'Unhealthy',
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    'kubelet',
  ],
  ['Warning', 'BackOff', 'Back-off restarting failed container main in pod', 'kubelet'],
  [
    'Warning',
    'FailedScheduling',
    '0/15 nodes are available: 3 Insufficient memory.',
    'default-scheduler',
  ],
  ['Normal', 'ScalingReplicaSet', 'Scaled up replica set to 3 from 2', 'deployment-controller'],
] as const;

/** An Event about an application, on the shared etcd lease of events, at a demo time in seconds. */
export const makeEvent = (
  random: RandomSource,
  { name, namespace }: Application,
  seconds: number,
): DemoObject => {
  const [type, reason, message, component] = random.pick(happenings);
  const pod = `${name}-${random.suffix(9)}-${random.suffix(5)}`;
  const eventName = `${pod}.18${random.hex(14)}`;
  const time = demoTime(seconds);
  return storedObject(
    `events/${namespace}/${eventName}`,
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: metadata(random, eventName, { namespace }),
      involvedObject: { kind: 'Pod', namespace, name: pod, uid: random.uid(), apiVersion: 'v1' },
      reason,
      message,
      source: { component, host: nodeName(random.integer(0, 11)) },
      firstTimestamp: time,
      lastTimestamp: time,
      count: random.integer(1, 40),
      type,
      reportingComponent: component,
    },
    'events',
  );
};

import { applicationAccess, clusterAccess } from './access';
import { type Application, applicationNamespace, makeApplication } from './application';
import { configuration } from './configuration';
import { controlPlane } from './control-plane';
import type { DemoObject } from './demo-object';
import { makeEvent } from './events';
import { extensions } from './extensions';
import { kubesphere } from './kubesphere';
import { namespaceObjects } from './namespaces';
import { network } from './network';
import { nodes } from './nodes';
import { type RandomSource, randomSource } from './random-source';
import { scaling } from './scaling';
import { shopKeys } from './shop-keys';
import { storageClasses, volumes } from './storage';
import { unusualKeys } from './unusual-keys';
import { cronJob, daemonSet, workload } from './workloads';

/** How many objects, and the seed that decides them. */
export type DemoObjectsOptions = { count: number; seed: number };

const systemNamespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
const platformNamespaces = ['kubesphere-system', 'kubesphere-monitoring-system'];

/** Of every ten objects about one is a namespace's own or the cluster's, the rest applications'. */
const objectsPerNamespace = 350;

/** How many application namespaces a demo of this size has. */
export const namespaceCount = (count: number): number =>
  Math.max(6, Math.ceil(count / objectsPerNamespace));

function* agents(random: RandomSource): Iterable<DemoObject> {
  for (const [index, name] of [
    'kube-proxy',
    'node-exporter',
    'calico-node',
    'fluent-bit',
  ].entries()) {
    const application = makeApplication(index, 1, random);
    yield daemonSet(random, { ...application, name, namespace: 'kube-system' });
  }
}

function* applicationObjects(random: RandomSource, application: Application): Iterable<DemoObject> {
  yield* workload(random, application);
  yield* network(random, application);
  yield* configuration(random, application);
  yield* applicationAccess(random, application);
  yield* scaling(random, application);
  if (application.stateful) {
    yield* volumes(random, application);
  }
  if (random.fraction() < 0.2) {
    yield* cronJob(random, application);
  }
  for (let index = random.integer(1, 5); index > 0; index -= 1) {
    yield makeEvent(random, application, random.integer(15_500_000, 15_503_600));
  }
}

function* everyObject({ count, seed }: DemoObjectsOptions): Iterable<DemoObject> {
  const random = randomSource(seed);
  const namespaces = namespaceCount(count);
  yield* unusualKeys();
  yield* shopKeys();
  yield* nodes(random);
  yield* controlPlane(random);
  yield* clusterAccess(random);
  yield* storageClasses(random);
  yield* extensions(random);
  yield* kubesphere(random);
  yield* agents(random);
  for (const name of [...systemNamespaces, ...platformNamespaces]) {
    yield* namespaceObjects(random, name);
  }
  for (let index = 0; index < namespaces; index += 1) {
    yield* namespaceObjects(random, applicationNamespace(index));
  }
  for (let index = 0; ; index += 1) {
    yield* applicationObjects(random, makeApplication(index, namespaces, random));
  }
}

/**
 * Exactly `count` objects of a realistic cluster, each under its own key, one at a time: the
 * cluster's own and the unusual keys first (a few hundred), then application after application.
 * The same options give the same bytes.
 */
export function* demoObjects(options: DemoObjectsOptions): Iterable<DemoObject> {
  let left = options.count;
  for (const object of everyObject(options)) {
    if (left === 0) {
      return;
    }
    left -= 1;
    yield object;
  }
}

import { makeApplication } from './application';
import type { DemoObject } from './demo-object';
import { type DemoObjectsOptions, namespaceCount } from './demo-objects';
import { makeEvent } from './events';
import { nodeLease, nodeNames } from './nodes';
import { makePod } from './pods';
import { randomSource } from './random-source';

const knownApplications = 40;

/**
 * An endless stream of writes as a quiet cluster makes them: of ten, about six renew a node's
 * lease, two add an event and two change the status of a pod that restarts.
 */
export function* demoTraffic({ count, seed }: DemoObjectsOptions): Generator<DemoObject, never> {
  const random = randomSource(seed + 1);
  const namespaces = namespaceCount(count);
  for (let second = 15_504_000; ; second += 1) {
    const index = random.integer(0, knownApplications);
    const application = makeApplication(index, namespaces, randomSource(index));
    const choice = random.fraction();
    if (choice < 0.6) {
      yield nodeLease(nodeNames[second % nodeNames.length] ?? '', second);
    } else if (choice < 0.8) {
      yield makeEvent(random, application, second);
    } else {
      const changes = { restarts: second - 15_504_000, ready: random.fraction() < 0.7 };
      const name = `${application.name}-restarting`;
      yield makePod(randomSource(index), application, name, undefined, changes);
    }
  }
}

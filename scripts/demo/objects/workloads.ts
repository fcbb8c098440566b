import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata, randomTime } from './metadata';
import { makePod, podSpec } from './pods';
import type { RandomSource } from './random-source';

const template = (application: Application): JsonObject => ({
  metadata: {
    labels: applicationLabels(application),
    annotations: { 'kubesphere.io/restartedAt': '2026-03-02T10:11:12.000Z' },
  },
  spec: podSpec(application),
});

const selectorOf = ({ name }: Application): JsonObject => ({
  matchLabels: { 'app.kubernetes.io/name': name },
});

function* deployment(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { name, namespace, replicas } = application;
  const labels = applicationLabels(application);
  const own = metadata(random, name, {
    namespace,
    labels,
    generation: 4,
    annotations: {
      'deployment.kubernetes.io/revision': '4',
      'kubesphere.io/creator': 'admin',
      'meta.helm.sh/release-name': name,
    },
    manager: 'helm',
  });
  const status = { replicas, readyReplicas: replicas, availableReplicas: replicas };
  yield storedObject(`deployments/${namespace}/${name}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: own,
    spec: {
      replicas,
      selector: selectorOf(application),
      template: template(application),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: 1 } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: { observedGeneration: 4, updatedReplicas: replicas, ...status },
  });
  // The newest ReplicaSet runs the pods; an older one is kept at zero for a rollback.
  for (const size of [replicas, 0]) {
    const hash = random.suffix(9);
    const setName = `${name}-${hash}`;
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: own.uid };
    const setMetadata = metadata(random, setName, { namespace, labels, owner });
    const running = size > 0 ? status : { replicas: 0 };
    yield storedObject(`replicasets/${namespace}/${setName}`, {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: setMetadata,
      spec: {
        replicas: size,
        selector: selectorOf(application),
        template: template(application),
      },
      status: running,
    });
    const setOwner = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: setName,
      uid: setMetadata.uid,
    };
    for (let index = 0; index < size; index += 1) {
      yield makePod(random, application, `${setName}-${random.suffix(5)}`, setOwner);
    }
  }
}

function* statefulSet(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { name, namespace, replicas } = application;
  const own = metadata(random, name, { namespace, labels: applicationLabels(application) });
  const revision = `${name}-${random.suffix(9)}`;
  const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: own.uid };
  yield storedObject(`statefulsets/${namespace}/${name}`, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: own,
    spec: {
      replicas,
      selector: selectorOf(application),
      template: template(application),
      serviceName: name,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
    },
    status: { observedGeneration: 1, replicas, readyReplicas: replicas, currentRevision: revision },
  });
  yield storedObject(`controllerrevisions/${namespace}/${revision}`, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: metadata(random, revision, { namespace, owner }),
    data: { spec: { template: template(application) } },
    revision: 1,
  });
  for (let index = 0; index < replicas; index += 1) {
    yield makePod(random, application, `${name}-${index}`, owner);
  }
}

/** A DaemonSet for every node, as the agents of the platform run. */
export const daemonSet = (random: RandomSource, application: Application): DemoObject => {
  const { name, namespace } = application;
  return storedObject(`daemonsets/${namespace}/${name}`, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(random, name, { namespace, labels: applicationLabels(application) }),
    spec: {
      selector: selectorOf(application),
      template: template(application),
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
      },
      revisionHistoryLimit: 10,
    },
    status: { currentNumberScheduled: 12, numberMisscheduled: 0, desiredNumberScheduled: 12 },
  });
};

/** A nightly CronJob of an application and the Job of its last run. */
export function* cronJob(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { namespace } = application;
  const name = `${application.name}-nightly`;
  const own = metadata(random, name, { namespace, labels: applicationLabels(application) });
  const last = randomTime(random);
  const jobSpec = {
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    template: { spec: { ...podSpec(application), restartPolicy: 'OnFailure' } },
  };
  yield storedObject(`cronjobs/${namespace}/${name}`, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: own,
    spec: {
      schedule: `${random.integer(0, 59)} 2 * * *`,
      concurrencyPolicy: 'Forbid',
      suspend: false,
      jobTemplate: { spec: jobSpec },
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    },
    status: { lastScheduleTime: last, lastSuccessfulTime: last },
  });
  const jobName = `${name}-${random.integer(29_000_000, 29_999_999)}`;
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name, uid: own.uid };
  yield storedObject(`jobs/${namespace}/${jobName}`, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: metadata(random, jobName, { namespace, owner }),
    spec: jobSpec,
    status: { startTime: last, completionTime: last, succeeded: 1, ready: 0 },
  });
}

/** The controller of an application, what it owns, and its pods. */
export const workload = (random: RandomSource, application: Application): Iterable<DemoObject> =>
  application.stateful ? statefulSet(random, application) : deployment(random, application);

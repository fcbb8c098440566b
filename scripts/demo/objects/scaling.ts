import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata } from './metadata';
import type { RandomSource } from './random-source';

/** The HorizontalPodAutoscaler and PodDisruptionBudget of an application. */
export function* scaling(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { name, namespace, replicas, stateful } = application;
  const labels = applicationLabels(application);
  yield storedObject(`poddisruptionbudgets/${namespace}/${name}`, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(random, name, { namespace, labels }),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
    },
    status: {
      disruptionsAllowed: 1,
      currentHealthy: replicas,
      desiredHealthy: replicas - 1,
      expectedPods: replicas,
      observedGeneration: 1,
    },
  });
  if (stateful) {
    return;
  }
  yield storedObject(`horizontalpodautoscalers/${namespace}/${name}`, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(random, name, { namespace, labels }),
    spec: {
      scaleTargetRef: { kind: 'Deployment', name, apiVersion: 'apps/v1' },
      minReplicas: 1,
      maxReplicas: replicas * 3,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 75 } },
        },
      ],
    },
    status: { currentReplicas: replicas, desiredReplicas: replicas },
  });
}

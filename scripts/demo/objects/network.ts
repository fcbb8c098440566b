import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata } from './metadata';
import { nodeName } from './pods';
import type { RandomSource } from './random-source';

function* service(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { name, namespace, port, replicas } = application;
  const labels = applicationLabels(application);
  const clusterIP = `10.96.${random.integer(0, 255)}.${random.integer(2, 254)}`;
  const addresses = Array.from(
    { length: replicas },
    () => `10.42.${random.integer(0, 63)}.${random.integer(2, 250)}`,
  );
  const own = metadata(random, name, { namespace, labels });
  yield storedObject(`services/specs/${namespace}/${name}`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: own,
    spec: {
      ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }],
      selector: { 'app.kubernetes.io/name': name },
      clusterIP,
      clusterIPs: [clusterIP],
      type: random.pick(['ClusterIP', 'ClusterIP', 'NodePort', 'LoadBalancer']),
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  });
  yield storedObject(`services/endpoints/${namespace}/${name}`, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: metadata(random, name, { namespace, labels }),
    subsets: [
      {
        addresses: addresses.map((ip, index) => ({ ip, nodeName: nodeName(index) })),
        ports: [{ name: 'http', port, protocol: 'TCP' }],
      },
    ],
  });
  const sliceName = `${name}-${random.suffix(5)}`;
  yield storedObject(`endpointslices/${namespace}/${sliceName}`, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadata(random, sliceName, {
      namespace,
      generateName: `${name}-`,
      labels: { ...labels, 'kubernetes.io/service-name': name },
      owner: { apiVersion: 'v1', kind: 'Service', name, uid: own.uid },
    }),
    addressType: 'IPv4',
    endpoints: addresses.map((address, index) => ({
      addresses: [address],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: nodeName(index),
    })),
    ports: [{ name: 'http', protocol: 'TCP', port }],
  });
}

const ingress = (random: RandomSource, application: Application): DemoObject => {
  const { name, namespace } = application;
  const host = `${name}.${namespace}.example.com`;
  return storedObject(`ingress/${namespace}/${name}`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(random, name, {
      namespace,
      labels: applicationLabels(application),
      annotations: { 'cert-manager.io/cluster-issuer': 'internal' },
    }),
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${name}-tls` }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
    status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } },
  });
};

const networkPolicy = (random: RandomSource, application: Application): DemoObject => {
  const { name, namespace, port, team } = application;
  const labels = applicationLabels(application);
  return storedObject(`networkpolicies/${namespace}/${name}`, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(random, name, { namespace, labels }),
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { team } } }],
          ports: [{ protocol: 'TCP', port }],
        },
      ],
      policyTypes: ['Ingress'],
    },
  });
};

/** How an application is reached: Service, Endpoints, EndpointSlice, Ingress and policy. */
export function* network(random: RandomSource, application: Application): Iterable<DemoObject> {
  yield* service(random, application);
  yield ingress(random, application);
  yield networkPolicy(random, application);
}

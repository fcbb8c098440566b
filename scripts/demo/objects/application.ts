import type { RandomSource } from './random-source';

/** One application of the demo cluster; its objects are made from it. */
export type Application = {
  name: string;
  namespace: string;
  team: string;
  image: string;
  port: number;
  replicas: number;
  /** Runs as a StatefulSet with volumes instead of a Deployment. */
  stateful: boolean;
};

const stems = [
  'checkout',
  'catalogue',
  'payments',
  'ledger',
  'inventory',
  'search',
  'recommendations',
  'notifications',
  'profile',
  'gateway',
  'media-transcoder',
  'geocoder',
  'billing-export',
  'fraud-scoring',
  'session-cache',
  'order-events',
  'loyalty',
  'shipping-quotes',
  'tax-rates',
  'web',
] as const;
const roles = ['api', 'worker', 'frontend', 'store', 'proxy', 'scheduler'] as const;
const teams = ['atlas', 'borealis', 'cobalt', 'delta', 'ember', 'fjord', 'granite'] as const;
const images = [
  'registry.example.com/shop/app',
  'registry.example.com/platform/service',
  'registry.example.com/data/pipeline',
  'harbor.example.net/library/runtime',
] as const;
const environments = ['production', 'staging', 'development'] as const;

/** Namespaces that hold applications; more of them as the cluster grows. */
export const applicationNamespace = (index: number): string => {
  const team = teams[index % teams.length] ?? teams[0];
  const environment = environments[Math.floor(index / teams.length) % 3] ?? environments[0];
  const generation = Math.floor(index / (teams.length * environments.length));
  return generation === 0 ? `${team}-${environment}` : `${team}-${environment}-${generation}`;
};

const applicationsPerNamespace = 12;

/** The application of an index; its name is unique within its namespace. */
export const makeApplication = (
  index: number,
  namespaces: number,
  random: RandomSource,
): Application => {
  const stem = stems[index % stems.length] ?? stems[0];
  const role = random.pick(roles);
  const stateful = role === 'store' || stem === 'session-cache';
  return {
    name: `${stem}-${role}-${Math.floor(index / applicationsPerNamespace).toString(36)}${index % applicationsPerNamespace}`,
    namespace: applicationNamespace(index % namespaces),
    team: random.pick(teams),
    image: `${random.pick(images)}-${stem}:v${random.integer(1, 9)}.${random.integer(0, 40)}.${random.integer(0, 20)}`,
    port: random.pick([8080, 8443, 9090, 3000, 5432]),
    replicas: random.integer(1, 4),
    stateful,
  };
};

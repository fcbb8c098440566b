import type { JsonObject } from '@/lib/domain/kubernetes/json-value';
import type { Application } from './application';
import type { RandomSource } from './random-source';

/** Optional parts of an object's metadata. */
export type MetadataOptions = {
  namespace?: string;
  labels?: JsonObject;
  annotations?: JsonObject;
  owner?: { apiVersion: string; kind: string; name: string; uid: string };
  generateName?: string;
  generation?: number;
  finalizers?: string[];
  /** Who last applied the object, and which fields: the bulky part of real objects. */
  manager?: string;
};

const demoStart = Date.parse('2026-01-05T08:00:00Z');
const halfYearSeconds = 180 * 24 * 3600;

/** RFC 3339 text of a time some seconds after the demo cluster was set up. */
export const demoTime = (seconds: number): string =>
  `${new Date(demoStart + seconds * 1000).toISOString().slice(0, 19)}Z`;

/** A random time in the first half year of the demo cluster. */
export const randomTime = (random: RandomSource): string =>
  demoTime(random.integer(0, halfYearSeconds));

/** The labels every object of an application carries. */
export const applicationLabels = ({ name, team }: Application): JsonObject => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': team,
  'app.kubernetes.io/managed-by': 'Helm',
});

const managedFields = (manager: string, time: string): JsonObject => ({
  manager,
  operation: 'Update',
  apiVersion: 'v1',
  time,
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:metadata': { 'f:annotations': { '.': {} }, 'f:labels': { '.': {}, 'f:app': {} } },
    'f:spec': {},
  },
});

/** The metadata of an object as kube-apiserver stores it: without a resourceVersion. */
export const metadata = (
  random: RandomSource,
  name: string,
  { owner, manager, ...rest }: MetadataOptions = {},
): JsonObject & { name: string; uid: string } => {
  const creationTimestamp = randomTime(random);
  return {
    name,
    ...rest,
    uid: random.uid(),
    creationTimestamp,
    ...(owner && {
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    }),
    ...(manager && { managedFields: [managedFields(manager, creationTimestamp)] }),
  };
};

import { startsWithBytes, utf8Text } from '../bytes';

/** Which Kubernetes resource a key holds, as kube-apiserver lays its keys out. */
export type KeyResource = {
  /** Group in the key: of custom resources, CRDs and APIServices; undefined for the built-in. */
  group: string | undefined;
  resource: string;
  namespace: string | undefined;
};

/** Resources whose keys say another name than the API does. */
const storedNames: Record<string, string> = {
  controllers: 'replicationcontrollers',
  ingress: 'ingresses',
  minions: 'nodes',
  'services/endpoints': 'endpoints',
  'services/specs': 'services',
};

const splitResource = ([first = '', second = '', ...more]: string[]): {
  group: string | undefined;
  resource: string;
  rest: string[];
} => {
  if (first.includes('.')) {
    return { group: first, resource: second, rest: more };
  }
  const renamed = storedNames[`${first}/${second}`];
  return renamed === undefined
    ? { group: undefined, resource: storedNames[first] ?? first, rest: [second, ...more] }
    : { group: undefined, resource: renamed, rest: more };
};

/**
 * The resource of a key below the Kubernetes prefix: `RESOURCE/[NAMESPACE/]NAME` for what is built
 * in, `GROUP/RESOURCE/[NAMESPACE/]NAME` for the rest. Undefined for keys that are none.
 */
export const resourceOfKey = (key: Uint8Array, prefix: Uint8Array): KeyResource | undefined => {
  if (prefix.length === 0 || !startsWithBytes(key, prefix)) {
    return undefined;
  }
  const text = utf8Text(key.subarray(prefix.length));
  const { group, resource, rest } = splitResource(text?.split('/') ?? []);
  const [first, ...more] = rest;
  if (resource === '' || first === undefined || rest.at(-1) === '') {
    return undefined;
  }
  return { group, resource, namespace: more.length > 0 && first !== '' ? first : undefined };
};

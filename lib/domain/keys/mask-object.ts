import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  setProperty,
} from '../kubernetes/json-value';
import type { MaskingRule } from './masking-rule';

/** What stands in place of a masked value: it tells neither the length nor anything else. */
const maskedText = '<masked>';

const visibleFields = new Set(['apiVersion', 'kind', 'type', 'immutable']);
const dataFields = new Set(['data', 'stringData', 'binaryData']);
const visibleMetadata = new Set([
  'annotations',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'finalizers',
  'generateName',
  'generation',
  'labels',
  'managedFields',
  'name',
  'namespace',
  'ownerReferences',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Annotations in which tools keep a copy of the object they applied. */
const copiesOfObject = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'objectset.rio.cattle.io/applied',
]);

const credentialName = /password|passwd|token|secret|credential|kubeconfig|private_?key/i;

const mapProperties = (
  object: JsonObject,
  change: (name: string, value: JsonValue) => JsonValue,
): JsonObject => {
  const changed: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    setProperty(changed, name, change(name, value));
  }
  return changed;
};

const maskAnnotations = (annotations: JsonValue): JsonValue =>
  isJsonObject(annotations)
    ? mapProperties(annotations, (name, value) =>
        typeof value !== 'string' || copiesOfObject.has(name) ? maskedText : value,
      )
    : maskedText;

const maskMetadata = (metadata: JsonValue): JsonValue =>
  isJsonObject(metadata)
    ? mapProperties(metadata, (name, value) => {
        if (name === 'annotations') {
          return maskAnnotations(value);
        }
        return visibleMetadata.has(name) ? value : maskedText;
      })
    : maskedText;

const isScalar = (value: JsonValue): boolean => typeof value !== 'object';

const maskContents = (object: JsonObject): JsonObject =>
  mapProperties(object, (name, value) => {
    if (name === 'metadata') {
      return maskMetadata(value);
    }
    if (dataFields.has(name) && isJsonObject(value)) {
      return mapProperties(value, () => maskedText);
    }
    return visibleFields.has(name) && isScalar(value) ? value : maskedText;
  });

const maskCredentials = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) {
    return value.map(maskCredentials);
  }
  return isJsonObject(value)
    ? mapProperties(value, (name, inner) =>
        credentialName.test(name) ? maskedText : maskCredentials(inner),
      )
    : value;
};

/** The object as it may be shown to everybody. */
export const maskObject = (object: JsonObject, rule: MaskingRule): JsonObject =>
  rule === 'credentials'
    ? mapProperties(object, (name, value) =>
        name === 'metadata' ? maskMetadata(value) : maskCredentials(value),
      )
    : maskContents(object);

const isSecretWithData = (object: JsonObject): boolean =>
  object.kind === 'Secret' &&
  (Object.hasOwn(object, 'data') || Object.hasOwn(object, 'stringData'));

/** The items of such a list need not say their kind. */
const isListOfSecrets = ({ kind, items }: JsonObject): boolean =>
  kind === 'SecretList' && Array.isArray(items);

// Backslashes stand before the quotes of JSON that is written inside of JSON.
const secretInText = /kind\\*["']?\s*:\s*\\*["']?Secret(?:List)?\b/;
const dataInText = /(?:data|stringData)\\*["']?\s*:/;

/** Whether a text names the kind of a Secret, as YAML or JSON. */
export const namesSecret = (text: string): boolean => secretInText.test(text);

/** Whether a text, such as a field of a ConfigMap, is the manifest of a Secret with its data. */
const isSecretText = (text: string): boolean => namesSecret(text) && dataInText.test(text);

/** Whether a value is, or holds at any depth, a Kubernetes Secret with its data. */
export const holdsSecret = (value: JsonValue): boolean => {
  if (typeof value === 'string') {
    return isSecretText(value);
  }
  if (Array.isArray(value)) {
    return value.some(holdsSecret);
  }
  return (
    isJsonObject(value) &&
    (isSecretWithData(value) || isListOfSecrets(value) || Object.values(value).some(holdsSecret))
  );
};

const maskItem = (item: JsonValue): JsonValue =>
  isJsonObject(item) ? maskContents(item) : maskedText;

/** Masks the Secrets a value holds and leaves the rest. */
export const maskHeldSecrets = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') {
    return isSecretText(value) ? maskedText : value;
  }
  if (Array.isArray(value)) {
    return value.map(maskHeldSecrets);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const isList = isListOfSecrets(value);
  return isSecretWithData(value)
    ? maskContents(value)
    : mapProperties(value, (name, inner) =>
        isList && name === 'items' && Array.isArray(inner)
          ? inner.map(maskItem)
          : maskHeldSecrets(inner),
      );
};

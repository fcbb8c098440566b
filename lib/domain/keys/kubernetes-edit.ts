import { parseDocument } from 'yaml';
import { compareBytes } from '../bytes';
import { decodeKubernetesValue } from '../kubernetes/decode-value';
import { encodeKubernetesObject } from '../kubernetes/encode-value';
import { isJsonObject, type JsonObject, type JsonValue } from '../kubernetes/json-value';
import type { KubernetesRegistry } from '../kubernetes/registry';
import { toYaml } from '../kubernetes/to-yaml';

/** Why YAML cannot be stored; `where` is the place or the words of what failed. */
export type YamlRefusal = {
  refusal: 'syntax' | 'not_object' | 'other_kind' | 'wrong_type' | 'lost' | 'inexact';
  where: string;
};

const asJson = (value: unknown): JsonValue => value as JsonValue;

/** The object of a YAML text; aliases are refused, because a small text could stand for a huge one. */
const parseYaml = (text: string): { object: JsonObject } | YamlRefusal => {
  const document = parseDocument(text, { logLevel: 'silent', intAsBigInt: true });
  const [error] = document.errors;
  if (error !== undefined) {
    return { refusal: 'syntax', where: error.message };
  }
  try {
    const object = shortIntegers(asJson(document.toJS({ maxAliasCount: 0 })));
    return isJsonObject(object) ? { object } : { refusal: 'not_object', where: '' };
  } catch (error) {
    return { refusal: 'syntax', where: String(error) };
  }
};

/** Integers that a double holds exactly as numbers, as the decoder gives them. */
const shortIntegers = (value: JsonValue): JsonValue => {
  if (typeof value === 'bigint') {
    return BigInt(Number(value)) === value ? Number(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(shortIntegers);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shortIntegers(part)]))
    : value;
};

const encode = (object: JsonObject, registry: KubernetesRegistry): Uint8Array | YamlRefusal => {
  try {
    return encodeKubernetesObject(object, registry);
  } catch (error) {
    return { refusal: 'wrong_type', where: error instanceof Error ? error.message : String(error) };
  }
};

/** The YAML of a decoded value, undefined where some of it could not be read. */
const yamlOf = (bytes: Uint8Array, registry: KubernetesRegistry): string | undefined => {
  const { format, object, notes } = decodeKubernetesValue(bytes, registry);
  return format === 'kubernetes-protobuf' && object !== null && notes.length === 0
    ? toYaml(object)
    : undefined;
};

/** The first line in which two texts differ, of the first one. */
const firstDifference = (left: string, right: string): string => {
  const others = right.split('\n');
  return (left.split('\n').find((line, index) => line !== others[index]) ?? '')
    .trim()
    .slice(0, 200);
};

/**
 * The YAML of a Kubernetes object stored as protobuf, where it can be edited as such: writing the
 * unchanged YAML gives the stored bytes again, every one. Undefined where it does not.
 */
export const editableYaml = (
  bytes: Uint8Array,
  registry: KubernetesRegistry,
): string | undefined => {
  const yaml = yamlOf(bytes, registry);
  const parsed = yaml === undefined ? undefined : parseYaml(yaml);
  if (parsed === undefined || !('object' in parsed)) {
    return undefined;
  }
  const encoded = encode(parsed.object, registry);
  return encoded instanceof Uint8Array && compareBytes(encoded, bytes) === 0 ? yaml : undefined;
};

/**
 * The bytes of an edited object. It must be of the same apiVersion and kind, and what is encoded
 * must decode to what was typed: a field that is misspelt or has a wrong type would be lost.
 */
export const editKubernetesYaml = (
  before: Uint8Array,
  yaml: string,
  registry: KubernetesRegistry,
): { bytes: Uint8Array } | YamlRefusal => {
  if (editableYaml(before, registry) === undefined) {
    return { refusal: 'inexact', where: '' };
  }
  const parsed = parseYaml(yaml);
  if (!('object' in parsed)) {
    return parsed;
  }
  const { apiVersion, kind } = decodeKubernetesValue(before, registry);
  if (parsed.object.apiVersion !== apiVersion || parsed.object.kind !== kind) {
    return { refusal: 'other_kind', where: `${apiVersion} ${kind}` };
  }
  const bytes = encode(parsed.object, registry);
  if (!(bytes instanceof Uint8Array)) {
    return bytes;
  }
  const typed = toYaml(parsed.object);
  const stored = yamlOf(bytes, registry) ?? '';
  return typed === stored ? { bytes } : { refusal: 'lost', where: firstDifference(typed, stored) };
};

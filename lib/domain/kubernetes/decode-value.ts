import { startsWithBytes, utf8Text } from '../bytes';
import { type DecodeContext, deepest, mostMessages } from './decode-context';
import { decodeMessage } from './decode-message';
import { type DecodeNote, DecodeNotes } from './decode-notes';
import { encryptionOf } from './encryption-header';
import { parseExactJson } from './exact-json';
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from './json-value';
import type { KubernetesRegistry, MessageSchema } from './registry';
import { readWireFields, type WireValue } from './wire-fields';

/** How a value is stored. */
type StoredFormat =
  | 'kubernetes-protobuf'
  | 'json'
  | 'encrypted'
  | 'cbor'
  /** None of the forms kube-apiserver writes; text or binary of somebody else. */
  | 'other';

/** A value of etcd read as kube-apiserver wrote it. */
export type DecodedValue = {
  format: StoredFormat;
  apiVersion: string | null;
  kind: string | null;
  /** The object as JSON; null where the format has none. */
  object: JsonObject | null;
  /** The encryption provider (`aescbc`, `kms v2` …) and the name of its key or plugin. */
  encryption: { provider: string; keyName: string } | null;
  notes: DecodeNote[];
};

const envelopeStart = new Uint8Array([0x6b, 0x38, 0x73, 0x00]);
const cborStart = new Uint8Array([0xd9, 0xd9, 0xf7]);
const unknownMessage = 'k8s.io.apimachinery.pkg.runtime.Unknown';

const empty = {
  apiVersion: null,
  kind: null,
  object: null,
  encryption: null,
  notes: [],
} satisfies Omit<DecodedValue, 'format'>;

const bytesOf = (value: WireValue | undefined): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array();

const textOf = (value: WireValue | undefined): string => new TextDecoder().decode(bytesOf(value));

type Envelope = { apiVersion: string; kind: string; raw: Uint8Array };

/** Opens `k8s\0` and the runtime.Unknown behind it. */
const openEnvelope = (bytes: Uint8Array, { registry, notes }: DecodeContext): Envelope => {
  const read = (part: Uint8Array, schema: MessageSchema, path: string) => {
    const { values, failure } = readWireFields(part, schema);
    if (failure) {
      notes.add('malformed', { path, reason: failure });
    }
    return (number: number) => values.get(number)?.at(-1);
  };
  const body = bytes.subarray(envelopeStart.length);
  const unknown = read(body, registry.message(unknownMessage), 'envelope');
  if (unknown(2) === undefined) {
    notes.add('malformed', { path: 'envelope', reason: 'it holds no object' });
  }
  const typeMeta = registry.message('k8s.io.apimachinery.pkg.runtime.TypeMeta');
  const type = read(bytesOf(unknown(1)), typeMeta, 'envelope.typeMeta');
  const contentEncoding = textOf(unknown(3));
  const contentType = textOf(unknown(4));
  if (
    contentEncoding !== '' ||
    !['', 'application/vnd.kubernetes.protobuf'].includes(contentType)
  ) {
    notes.add('encoded_content', { contentEncoding, contentType });
  }
  return { apiVersion: textOf(type(1)), kind: textOf(type(2)), raw: bytesOf(unknown(2)) };
};

const decodeEnvelope = (bytes: Uint8Array, context: DecodeContext, depth: number): JsonObject => {
  const { apiVersion, kind, raw } = openEnvelope(bytes, context);
  const identity: JsonObject = { apiVersion, kind };
  const schema = context.registry.messageOf(apiVersion, kind);
  if (!schema || depth > deepest) {
    context.notes.add('unknown_kind', { apiVersion, kind, size: String(raw.length) });
    return identity;
  }
  const decodeEmbedded = (part: Uint8Array): JsonValue => decodeEnvelope(part, context, depth + 8);
  const place = { context, path: '', depth, decodeEmbedded };
  const body = decodeMessage(schema, raw, place);
  return isJsonObject(body) ? { ...identity, ...body } : identity;
};

const textProperty = (object: JsonObject, name: string): string | null => {
  const value = ownProperty(object, name);
  return typeof value === 'string' && value !== '' ? value : null;
};

const parseObject = (bytes: Uint8Array): JsonObject | undefined => {
  try {
    const value = parseExactJson(utf8Text(bytes) ?? '');
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const decodeProtobuf = (bytes: Uint8Array, registry: KubernetesRegistry): DecodedValue => {
  const context = { registry, notes: new DecodeNotes(), messagesLeft: mostMessages };
  const object = decodeEnvelope(bytes, context, 0);
  return {
    ...empty,
    format: 'kubernetes-protobuf',
    apiVersion: textProperty(object, 'apiVersion'),
    kind: textProperty(object, 'kind'),
    object,
    notes: context.notes.list(),
  };
};

/**
 * Reads a value of etcd as kube-apiserver stored it: protobuf in the `k8s\0` envelope, JSON (custom
 * resources, CRDs, APIServices), encrypted, or CBOR. Never throws: whatever cannot be read or named
 * is told in `notes`, and the rest is given.
 */
export const decodeKubernetesValue = (
  bytes: Uint8Array,
  registry: KubernetesRegistry,
): DecodedValue => {
  const encryption = encryptionOf(bytes);
  if (encryption !== undefined) {
    return { ...empty, format: 'encrypted', encryption };
  }
  if (startsWithBytes(bytes, cborStart)) {
    return { ...empty, format: 'cbor', notes: [{ code: 'cbor', parameters: {} }] };
  }
  if (startsWithBytes(bytes, envelopeStart)) {
    return decodeProtobuf(bytes, registry);
  }
  const object = parseObject(bytes);
  if (!object) {
    return { ...empty, format: 'other' };
  }
  const apiVersion = textProperty(object, 'apiVersion');
  return { ...empty, format: 'json', apiVersion, kind: textProperty(object, 'kind'), object };
};

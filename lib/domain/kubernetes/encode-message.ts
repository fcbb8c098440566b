import { type BinaryWriter, base64Decode, WireType } from '@bufbuild/protobuf/wire';
import { specialEncoder } from './encode-special';
import { isJsonObject, type JsonObject, type JsonValue, ownProperty } from './json-value';
import type {
  FieldSchema,
  KubernetesRegistry,
  MessageSchema,
  ScalarKind,
  ValueType,
} from './registry';

const writeScalar = (
  writer: BinaryWriter,
  number: number,
  kind: ScalarKind,
  value: JsonValue,
): void => {
  switch (kind) {
    case 'string':
      writer.tag(number, WireType.LengthDelimited).string(String(value ?? ''));
      return;
    case 'bytes':
      writer.tag(number, WireType.LengthDelimited).bytes(base64Decode(String(value ?? '')));
      return;
    case 'bool':
      writer.tag(number, WireType.Varint).bool(value === true);
      return;
    case 'int32':
      writer.tag(number, WireType.Varint).int32(Number(value ?? 0));
      return;
    case 'int64':
      writer.tag(number, WireType.Varint).int64(BigInt(String(value ?? 0)));
      return;
    case 'double':
      writer.tag(number, WireType.Bit64).double(Number(value ?? 0));
  }
};

const writeValue = (
  writer: BinaryWriter,
  number: number,
  type: ValueType,
  value: JsonValue,
  registry: KubernetesRegistry,
): void => {
  if (typeof type === 'string') {
    writeScalar(writer, number, type, value);
    return;
  }
  const schema = registry.message(type.message);
  const encodeSpecial = specialEncoder(schema);
  if (encodeSpecial) {
    writer.tag(number, WireType.LengthDelimited).bytes(encodeSpecial(value));
    return;
  }
  writer.tag(number, WireType.LengthDelimited).fork();
  writeMessage(writer, schema, value, registry);
  writer.join();
};

/** Map entries go in the order of their keys, as gogo sorts them; Kubernetes' keys are ASCII. */
const writeMap = (
  writer: BinaryWriter,
  { number, type }: FieldSchema,
  map: JsonObject,
  registry: KubernetesRegistry,
): void => {
  for (const key of Object.keys(map).sort()) {
    writer.tag(number, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).string(key);
    writeValue(writer, 2, type, map[key] ?? null, registry);
    writer.join();
  }
};

/** Whether Go's nil stands for an absent value; everything else is written even when zero. */
const isNilWhenAbsent = (field: FieldSchema, registry: KubernetesRegistry): boolean =>
  field.pointer ||
  field.type === 'bytes' ||
  (typeof field.type !== 'string' && registry.message(field.type.message).wrapper);

const writeField = (
  writer: BinaryWriter,
  field: FieldSchema,
  object: JsonObject,
  registry: KubernetesRegistry,
): void => {
  const value = field.inline ? object : (ownProperty(object, field.name) ?? null);
  if (field.mapKey) {
    if (isJsonObject(value)) {
      writeMap(writer, field, value, registry);
    }
    return;
  }
  if (field.repeated) {
    for (const item of Array.isArray(value) ? value : []) {
      writeValue(writer, field.number, field.type, item, registry);
    }
    return;
  }
  if (value !== null || !isNilWhenAbsent(field, registry)) {
    writeValue(writer, field.number, field.type, value, registry);
  }
};

/**
 * Writes the fields of a message as Kubernetes' gogo marshallers do: ascending numbers, every
 * non-pointer scalar and struct even when zero. Throws on a value of the wrong type.
 */
export const writeMessage = (
  writer: BinaryWriter,
  schema: MessageSchema,
  value: JsonValue,
  registry: KubernetesRegistry,
): void => {
  const first = schema.fields[0];
  const object = schema.wrapper && first ? { [first.name]: value } : value;
  if (object !== null && !isJsonObject(object)) {
    throw new TypeError(`${schema.name} must be an object.`);
  }
  for (const field of schema.fields) {
    writeField(writer, field, object ?? {}, registry);
  }
};

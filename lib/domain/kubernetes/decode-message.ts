import { base64Encode, WireType } from '@bufbuild/protobuf/wire';
import { type DecodeContext, deepest } from './decode-context';
import { type DecodeEmbedded, decodeSpecial } from './decode-special';
import { isJsonObject, type JsonObject, type JsonValue, setProperty } from './json-value';
import type { FieldSchema, MessageSchema, ScalarKind, ValueType } from './registry';
import { readWireFields, type UnknownWireField, type WireValue } from './wire-fields';

/** Where a decoding stands. */
export type DecodePlace = {
  context: DecodeContext;
  path: string;
  depth: number;
  decodeEmbedded: DecodeEmbedded;
};

const nothing = new Uint8Array();
const shownBytes = 256;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const scalarValue = (kind: ScalarKind, value: WireValue | undefined): JsonValue => {
  if (value instanceof Uint8Array || kind === 'string' || kind === 'bytes') {
    const bytes = value instanceof Uint8Array ? value : nothing;
    return kind === 'bytes' ? base64Encode(bytes) : utf8.decode(bytes);
  }
  if (kind === 'bool') {
    return Boolean(value);
  }
  const isExact = typeof value === 'bigint' && Number.isSafeInteger(Number(value));
  return isExact ? Number(value) : (value ?? 0);
};

const noteUnknown = (
  { context, path }: DecodePlace,
  { number, wireType, data }: UnknownWireField,
): void => {
  context.notes.add('unknown_field', {
    path,
    number: String(number),
    wireType: WireType[wireType] ?? String(wireType),
    size: String(data.length),
    value: base64Encode(data.subarray(0, shownBytes)),
  });
};

const decodeType = (
  type: ValueType,
  value: WireValue | undefined,
  place: DecodePlace,
): JsonValue => {
  if (typeof type === 'string') {
    return scalarValue(type, value);
  }
  const bytes = value instanceof Uint8Array ? value : nothing;
  return decodeMessage(place.context.registry.message(type.message), bytes, place);
};

const entrySchema = ({ mapKey, type }: FieldSchema): MessageSchema => {
  const plain = { repeated: false, mapKey: undefined, pointer: false, required: true };
  const more = { omitZero: false, inline: false };
  const fields: FieldSchema[] = [
    { number: 1, name: 'key', type: mapKey ?? 'string', ...plain, ...more },
    { number: 2, name: 'value', type, ...plain, ...more },
  ];
  const byNumber = new Map(fields.map((field) => [field.number, field]));
  return { name: 'entry', fields, byNumber, wrapper: false };
};

const decodeMap = (field: FieldSchema, values: WireValue[], place: DecodePlace): JsonObject => {
  const schema = entrySchema(field);
  const object: JsonObject = {};
  for (const value of values) {
    const entry = readEntry(schema, value, place);
    const key = String(scalarValue(field.mapKey ?? 'string', entry.get(1)?.at(-1)));
    const inner = { ...place, path: `${place.path}[${key}]` };
    setProperty(object, key, decodeType(field.type, entry.get(2)?.at(-1), inner));
  }
  return object;
};

const readEntry = (schema: MessageSchema, value: WireValue, place: DecodePlace) => {
  const bytes = value instanceof Uint8Array ? value : nothing;
  const { values, unknown, failure } = readWireFields(bytes, schema);
  for (const field of unknown) {
    noteUnknown(place, field);
  }
  if (failure) {
    place.context.notes.add('malformed', { path: place.path, reason: failure });
  }
  return values;
};

const decodeList = (field: FieldSchema, values: WireValue[], place: DecodePlace): JsonValue[] => {
  const list: JsonValue[] = [];
  for (const [index, value] of values.entries()) {
    if (place.context.messagesLeft <= 0) {
      place.context.notes.add('too_large', { path: place.path });
      return list;
    }
    list.push(decodeType(field.type, value, { ...place, path: `${place.path}[${index}]` }));
  }
  return list;
};

const isZero = (value: JsonValue): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

const isList = ({ type }: FieldSchema, { context }: DecodePlace): boolean =>
  typeof type !== 'string' && context.registry.message(type.message).wrapper;

/** The JSON of a field that stands on the wire, or undefined where Go leaves it out. */
const presentValue = (
  field: FieldSchema,
  values: WireValue[],
  place: DecodePlace,
): JsonValue | undefined => {
  if (field.mapKey) {
    return decodeMap(field, values, place);
  }
  if (field.repeated) {
    return decodeList(field, values, place);
  }
  const value = decodeType(field.type, values.at(-1), place);
  const mayVanish = typeof field.type === 'string' || isList(field, place) || field.omitZero;
  const vanishes = mayVanish && !field.pointer && !field.required && isZero(value);
  return vanishes ? undefined : value;
};

/** The JSON of a field that is not on the wire, or undefined where Go leaves it out. */
const absentValue = (field: FieldSchema, place: DecodePlace): JsonValue | undefined => {
  const isNil = field.repeated || field.pointer || field.type === 'bytes' || isList(field, place);
  if (isNil) {
    return field.required ? null : undefined;
  }
  if (typeof field.type === 'string') {
    return field.required ? scalarValue(field.type, undefined) : undefined;
  }
  const zero = decodeType(field.type, undefined, placeOf(field, place));
  return field.omitZero && isZero(zero) ? undefined : zero;
};

const placeOf = (field: FieldSchema, place: DecodePlace): DecodePlace => {
  const separator = place.path === '' ? '' : '.';
  return field.inline ? place : { ...place, path: `${place.path}${separator}${field.name}` };
};

const addField = (
  object: JsonObject,
  field: FieldSchema,
  values: WireValue[] | undefined,
  place: DecodePlace,
): void => {
  const value = values
    ? presentValue(field, values, placeOf(field, place))
    : absentValue(field, place);
  if (field.inline && isJsonObject(value)) {
    Object.assign(object, value);
  } else if (value !== undefined) {
    setProperty(object, field.name, value);
  }
};

/** Decodes one message to the JSON Go would print. Never throws; troubles become notes. */
export const decodeMessage = (
  schema: MessageSchema,
  bytes: Uint8Array,
  place: DecodePlace,
): JsonValue => {
  const { context, path, depth } = place;
  if (depth > deepest || context.messagesLeft <= 0) {
    context.notes.add(depth > deepest ? 'too_deep' : 'too_large', { path });
    return null;
  }
  context.messagesLeft -= 1;
  const inner = { ...place, depth: depth + 1 };
  const special = decodeSpecial(schema, { bytes, ...inner });
  if (special !== undefined) {
    return special;
  }
  const { values, unknown, failure } = readWireFields(bytes, schema);
  const object: JsonObject = {};
  for (const field of schema.fields) {
    addField(object, field, values.get(field.number), inner);
  }
  for (const field of unknown) {
    noteUnknown(place, field);
  }
  if (failure) {
    context.notes.add('malformed', { path, reason: failure });
  }
  return schema.wrapper ? (Object.values(object)[0] ?? []) : object;
};

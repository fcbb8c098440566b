import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import type { FieldSchema, MessageSchema, ScalarKind } from './registry';

/** A value as it stands on the wire: messages, strings and bytes still undecoded. */
export type WireValue = bigint | number | Uint8Array;

/** A field the schema does not know, or knows with another wire type. */
export type UnknownWireField = { number: number; wireType: WireType; data: Uint8Array };

/** The fields of one message. */
export type WireFields = {
  values: Map<number, WireValue[]>;
  unknown: UnknownWireField[];
  /** Why reading ended before the end of the bytes. */
  failure: string | undefined;
};

const wireTypes: Record<ScalarKind, WireType> = {
  string: WireType.LengthDelimited,
  bytes: WireType.LengthDelimited,
  bool: WireType.Varint,
  int32: WireType.Varint,
  int64: WireType.Varint,
  double: WireType.Bit64,
};

const wireTypeOf = ({ type, mapKey }: FieldSchema): WireType =>
  mapKey || typeof type !== 'string' ? WireType.LengthDelimited : wireTypes[type];

type Reading = { reader: BinaryReader; bytes: Uint8Array; fields: WireFields };

/** The bytes of a length-delimited field; of one that is cut off, those that are there. */
const readBytes = ({ reader, bytes, fields }: Reading): Uint8Array => {
  const length = reader.uint32();
  const start = reader.pos;
  if (length > reader.len - start) {
    fields.failure = `${length - (reader.len - start)} bytes are missing at the end`;
  }
  reader.pos = Math.min(start + length, reader.len);
  return bytes.subarray(start, reader.pos);
};

const readWire = (reading: Reading, { type, mapKey }: FieldSchema): WireValue => {
  const { reader } = reading;
  if (mapKey || typeof type !== 'string' || type === 'string' || type === 'bytes') {
    return readBytes(reading);
  }
  if (type === 'double') {
    return reader.double();
  }
  const value = BigInt(reader.int64());
  return type === 'int32' ? Number(BigInt.asIntN(32, value)) : value;
};

const readField = (reading: Reading, schema: MessageSchema): void => {
  const { reader, fields } = reading;
  const [number, wireType] = reader.tag();
  const field = schema.byNumber.get(number);
  const packed = wireType === WireType.LengthDelimited && field?.repeated;
  if (!field || (wireType !== wireTypeOf(field) && !packed)) {
    fields.unknown.push({ number, wireType, data: reader.skip(wireType, number) });
    return;
  }
  const values = fields.values.get(number) ?? [];
  fields.values.set(number, values);
  if (wireType === wireTypeOf(field)) {
    values.push(readWire(reading, field));
    return;
  }
  const bytes = readBytes(reading);
  const inner = new BinaryReader(bytes);
  while (inner.pos < inner.len) {
    values.push(readWire({ reader: inner, bytes, fields }, field));
  }
};

/** Splits a message into its fields. Never throws: what was read before damage is given. */
export const readWireFields = (bytes: Uint8Array, schema: MessageSchema): WireFields => {
  const fields: WireFields = { values: new Map(), unknown: [], failure: undefined };
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      readField({ reader, bytes, fields }, schema);
    }
  } catch (error) {
    fields.failure = error instanceof Error ? error.message : 'unreadable';
  }
  return fields;
};

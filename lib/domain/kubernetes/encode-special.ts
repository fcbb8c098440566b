import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { parseDuration } from './duration-text';
import { formatExactJson } from './exact-json';
import type { JsonValue } from './json-value';
import type { MessageSchema } from './registry';
import { parseTime } from './time-text';

const meta = 'k8s.io.apimachinery.pkg.apis.meta.v1';

const refuse = (what: string, value: JsonValue): never => {
  throw new TypeError(`${formatExactJson(value)} is not a ${what}.`);
};

const encodeTime = (value: JsonValue): Uint8Array => {
  const writer = new BinaryWriter();
  if (value === null) {
    return writer.finish();
  }
  const time = parseTime(String(value)) ?? refuse('time', value);
  writer.tag(1, WireType.Varint).int64(time.seconds);
  return writer.tag(2, WireType.Varint).int32(time.nanoseconds).finish();
};

const encodeQuantity = (value: JsonValue): Uint8Array =>
  new BinaryWriter()
    .tag(1, WireType.LengthDelimited)
    .string(String(value ?? '0'))
    .finish();

const encodeDuration = (value: JsonValue): Uint8Array => {
  const nanoseconds = parseDuration(String(value ?? '0')) ?? refuse('duration', value);
  return new BinaryWriter().tag(1, WireType.Varint).int64(nanoseconds).finish();
};

const encodeIntOrString = (value: JsonValue): Uint8Array => {
  const isText = typeof value === 'string';
  const writer = new BinaryWriter().tag(1, WireType.Varint).int64(isText ? 1 : 0);
  writer.tag(2, WireType.Varint).int32(isText ? 0 : Number(value ?? 0));
  return writer
    .tag(3, WireType.LengthDelimited)
    .string(isText ? value : '')
    .finish();
};

const encodeRaw = (value: JsonValue): Uint8Array => {
  const writer = new BinaryWriter();
  return value === null
    ? writer.finish()
    : writer.tag(1, WireType.LengthDelimited).string(formatExactJson(value)).finish();
};

const encoders = new Map<string, (value: JsonValue) => Uint8Array>([
  ['k8s.io.apimachinery.pkg.api.resource.Quantity', encodeQuantity],
  ['k8s.io.apimachinery.pkg.util.intstr.IntOrString', encodeIntOrString],
  ['k8s.io.apimachinery.pkg.runtime.RawExtension', encodeRaw],
  [`${meta}.FieldsV1`, encodeRaw],
  [`${meta}.Time`, encodeTime],
  [`${meta}.MicroTime`, encodeTime],
  [`${meta}.Duration`, encodeDuration],
]);

/** The encoder of a type that prints itself in Go; it throws a TypeError on a wrong value. */
export const specialEncoder = ({
  name,
}: MessageSchema): ((value: JsonValue) => Uint8Array) | undefined => encoders.get(name);

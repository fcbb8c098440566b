import { base64Encode } from '@bufbuild/protobuf/wire';
import { startsWithBytes, utf8Text } from '../bytes';
import type { DecodeContext } from './decode-context';
import { durationText } from './duration-text';
import { parseExactJson } from './exact-json';
import type { JsonValue } from './json-value';
import type { MessageSchema } from './registry';
import { timeText } from './time-text';
import { readWireFields, type WireFields, type WireValue } from './wire-fields';

/** Decodes a value inside a value; RawExtension may hold a whole envelope. */
export type DecodeEmbedded = (bytes: Uint8Array) => JsonValue;

type SpecialInput = {
  fields: WireFields;
  bytes: Uint8Array;
  path: string;
  context: DecodeContext;
  decodeEmbedded: DecodeEmbedded;
};

const envelopeStart = new Uint8Array([0x6b, 0x38, 0x73, 0x00]);
const meta = 'k8s.io.apimachinery.pkg.apis.meta.v1';

const last = ({ values }: WireFields, number: number): WireValue | undefined =>
  values.get(number)?.at(-1);

const integer = (value: WireValue | undefined): bigint =>
  typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : 0n;

const binary = (value: WireValue | undefined): Uint8Array | undefined =>
  value instanceof Uint8Array ? value : undefined;

const text = (value: WireValue | undefined): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(binary(value));

const decodeTime =
  (microseconds: boolean) =>
  ({ fields, bytes, path, context }: SpecialInput): JsonValue => {
    if (bytes.length === 0) {
      return null;
    }
    const seconds = integer(last(fields, 1));
    const nanoseconds = Number(integer(last(fields, 2)));
    const shown = timeText({ seconds, nanoseconds }, microseconds);
    if (shown === undefined) {
      context.notes.add('malformed', { path, reason: 'time out of range' });
      return `${seconds}s`;
    }
    return shown;
  };

const decodeIntOrString = ({ fields }: SpecialInput): JsonValue =>
  integer(last(fields, 1)) === 0n ? Number(integer(last(fields, 2))) : text(last(fields, 3));

const decodeRaw = ({ fields, path, context, decodeEmbedded }: SpecialInput): JsonValue => {
  const bytes = binary(last(fields, 1));
  if (!bytes || bytes.length === 0) {
    return null;
  }
  if (startsWithBytes(bytes, envelopeStart)) {
    return decodeEmbedded(bytes);
  }
  try {
    return parseExactJson(utf8Text(bytes) ?? '');
  } catch {
    context.notes.add('embedded_not_json', { path });
    return base64Encode(bytes);
  }
};

const decoders = new Map<string, (input: SpecialInput) => JsonValue>([
  [
    'k8s.io.apimachinery.pkg.api.resource.Quantity',
    ({ fields }) => (last(fields, 1) === undefined ? '0' : text(last(fields, 1))),
  ],
  ['k8s.io.apimachinery.pkg.util.intstr.IntOrString', decodeIntOrString],
  ['k8s.io.apimachinery.pkg.runtime.RawExtension', decodeRaw],
  [`${meta}.FieldsV1`, decodeRaw],
  [`${meta}.Time`, decodeTime(false)],
  [`${meta}.MicroTime`, decodeTime(true)],
  [`${meta}.Duration`, ({ fields }) => durationText(integer(last(fields, 1)))],
]);

/** The JSON of a message that prints itself in Go, or undefined for an ordinary message. */
export const decodeSpecial = (
  schema: MessageSchema,
  input: Omit<SpecialInput, 'fields'>,
): JsonValue | undefined => {
  const decode = decoders.get(schema.name);
  if (!decode) {
    return undefined;
  }
  const fields = readWireFields(input.bytes, schema);
  if (fields.failure) {
    input.context.notes.add('malformed', { path: input.path, reason: fields.failure });
  }
  return decode({ ...input, fields });
};

import { startsWithBytes, utf8Bytes } from '../bytes';

const envelopeStart = utf8Bytes('k8s\0');
const rawField = 2;
const lengthDelimited = 2;

/** A protobuf varint of at most 32 bits at an offset, and where it ends; undefined where cut. */
const readVarint = (
  bytes: Uint8Array,
  offset: number,
): { value: number; end: number } | undefined => {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[offset + index];
    if (byte === undefined) {
      return undefined;
    }
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) {
      return { value, end: offset + index + 1 };
    }
  }
  return undefined;
};

/**
 * The size of the message inside the envelope of a Kubernetes object stored as protobuf (field 2 of
 * runtime.Unknown), in bytes. Undefined for any other value.
 */
export const messageSize = (bytes: Uint8Array): number | undefined => {
  if (!startsWithBytes(bytes, envelopeStart)) {
    return undefined;
  }
  let offset = envelopeStart.length;
  while (offset < bytes.length) {
    const tag = readVarint(bytes, offset);
    const length = tag === undefined ? undefined : readVarint(bytes, tag.end);
    if (tag === undefined || length === undefined || tag.value % 8 !== lengthDelimited) {
      return undefined;
    }
    if (tag.value >> 3 === rawField) {
      return length.value;
    }
    offset = length.end + length.value;
  }
  return undefined;
};

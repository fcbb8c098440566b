import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { startsWithBytes } from '../bytes';

/** The version and kind a Kubernetes object is stored as. */
export type ValueType = { apiVersion: string; kind: string };

const envelopeStart = Uint8Array.of(0x6b, 0x38, 0x73, 0x00);
const openingBrace = 0x7b;
/** Both forms begin with the type; the rest of a value is not looked at. */
const longestHead = 512;

const decoder = new TextDecoder();

const readTexts = (bytes: Uint8Array): Map<number, string> => {
  const reader = new BinaryReader(bytes);
  const texts = new Map<number, string>();
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) {
      texts.set(field, reader.string());
    } else {
      reader.skip(wireType);
    }
  }
  return texts;
};

/** runtime.Unknown{ typeMeta{ apiVersion = 1, kind = 2 } = 1, … } behind `k8s\0`. */
const typeOfEnvelope = (bytes: Uint8Array): ValueType | undefined => {
  try {
    const reader = new BinaryReader(bytes.subarray(envelopeStart.length, longestHead));
    const [field, wireType] = reader.tag();
    if (field !== 1 || wireType !== WireType.LengthDelimited) {
      return undefined;
    }
    const texts = readTexts(reader.bytes());
    const [apiVersion, kind] = [texts.get(1), texts.get(2)];
    return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind };
  } catch {
    return undefined;
  }
};

const jsonHead =
  /^\s*\{\s*"(apiVersion|kind)"\s*:\s*"([^"\\]*)"\s*,\s*"(?:apiVersion|kind)"\s*:\s*"([^"\\]*)"/;

const typeOfJson = (bytes: Uint8Array): ValueType | undefined => {
  const match = jsonHead.exec(decoder.decode(bytes.subarray(0, longestHead)));
  if (match === null) {
    return undefined;
  }
  const [, first, one = '', other = ''] = match;
  return first === 'kind' ? { apiVersion: other, kind: one } : { apiVersion: one, kind: other };
};

/**
 * The type a stored value says it has, from its first bytes: protobuf begins with it, and so does
 * the JSON that kube-apiserver writes. Undefined where it says none.
 */
export const typeOfValue = (bytes: Uint8Array): ValueType | undefined => {
  if (bytes[0] === openingBrace) {
    return typeOfJson(bytes);
  }
  return startsWithBytes(bytes, envelopeStart) ? typeOfEnvelope(bytes) : undefined;
};

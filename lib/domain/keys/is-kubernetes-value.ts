import { startsWithBytes, utf8Bytes, utf8Text } from '../bytes';

const binaryStarts = [utf8Bytes('k8s\0'), utf8Bytes('k8s:enc:')];
const whiteSpace = new Set([0x20, 0x09, 0x0a, 0x0d]);
const openingBrace = 0x7b;

const beginsAsObject = (bytes: Uint8Array): boolean =>
  bytes.find((byte) => !whiteSpace.has(byte)) === openingBrace;

const isNamedText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isKubernetesJson = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' &&
      value !== null &&
      'apiVersion' in value &&
      'kind' in value &&
      isNamedText(value.apiVersion) &&
      isNamedText(value.kind)
    );
  } catch {
    return false;
  }
};

/**
 * Whether a value is an object as kube-apiserver stores it, whatever its key: protobuf in its
 * envelope, encrypted, or JSON that names its apiVersion and kind.
 */
export const isKubernetesValue = (bytes: Uint8Array): boolean =>
  binaryStarts.some((start) => startsWithBytes(bytes, start)) ||
  (beginsAsObject(bytes) && isKubernetesJson(utf8Text(bytes) ?? ''));

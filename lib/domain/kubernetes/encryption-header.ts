import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { startsWithBytes, utf8Bytes } from '../bytes';

/** The provider (`aescbc`, `kms v2` …) a value is encrypted by, and the name of key or plugin. */
export type EncryptionHeader = { provider: string; keyName: string };

const encryptedStart = utf8Bytes('k8s:enc:');
const kmsStart = utf8Bytes('k8s:enc:kms:v2:');
const longestHeader = 512;
const longestKeyId = 256;
const colon = 0x3a;

const decoder = new TextDecoder();

/** Who encrypted a value at rest, as kube-apiserver writes before it; undefined where nobody did. */
export const encryptionOf = (bytes: Uint8Array): EncryptionHeader | undefined => {
  if (!startsWithBytes(bytes, encryptedStart)) {
    return undefined;
  }
  const header = decoder.decode(bytes.subarray(0, longestHeader));
  const [, provider = 'unknown', version = '', keyName = ''] =
    /^k8s:enc:([^:]+):(v\d+):(?:([^:]*):)?/.exec(header) ?? [];
  return { provider: provider === 'kms' ? `${provider} ${version}` : provider, keyName };
};

/**
 * The id of the key a KMS v2 plugin used: EncryptedObject.keyID (field 2) behind the header, public
 * by the plugin's contract. Undefined for other providers and where it cannot be read.
 */
export const kmsKeyId = (bytes: Uint8Array): string | undefined => {
  if (!startsWithBytes(bytes, kmsStart)) {
    return undefined;
  }
  const body = bytes.indexOf(colon, kmsStart.length) + 1;
  try {
    const reader = new BinaryReader(bytes.subarray(body));
    while (body > 0 && reader.pos < reader.len) {
      const [field, wireType] = reader.tag();
      if (field === 2 && wireType === WireType.LengthDelimited) {
        return decoder.decode(reader.bytes().subarray(0, longestKeyId));
      }
      reader.skip(wireType, field);
    }
  } catch {
    return undefined;
  }
  return undefined;
};

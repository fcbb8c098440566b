import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { concatBytes, utf8Bytes } from '../bytes';
import { writeMessage } from './encode-message';
import { formatExactJson } from './exact-json';
import { type JsonObject, ownProperty } from './json-value';
import type { KubernetesRegistry } from './registry';

const envelopeStart = new Uint8Array([0x6b, 0x38, 0x73, 0x00]);

/**
 * The bytes kube-apiserver stores for an object: protobuf in its envelope for built-in kinds, JSON
 * and a line feed for custom resources, CRDs and APIServices. Throws a TypeError on a value that
 * does not fit its field. For test and demo data: a stored object is never written back this way.
 */
export const encodeKubernetesObject = (
  object: JsonObject,
  registry: KubernetesRegistry,
): Uint8Array => {
  const apiVersion = String(ownProperty(object, 'apiVersion') ?? '');
  const kind = String(ownProperty(object, 'kind') ?? '');
  const schema = registry.messageOf(apiVersion, kind);
  if (!schema) {
    return utf8Bytes(`${formatExactJson(object)}\n`);
  }
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).string(apiVersion);
  writer.tag(2, WireType.LengthDelimited).string(kind).join();
  writer.tag(2, WireType.LengthDelimited).fork();
  writeMessage(writer, schema, object, registry);
  writer.join();
  writer.tag(3, WireType.LengthDelimited).string('');
  writer.tag(4, WireType.LengthDelimited).string('');
  return concatBytes(envelopeStart, writer.finish());
};

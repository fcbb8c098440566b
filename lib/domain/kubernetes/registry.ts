import { fromBinary } from '@bufbuild/protobuf';
import { base64Decode } from '@bufbuild/protobuf/wire';
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { descriptorSet } from './generated/descriptor-set';
import { apiGroups, goFields, wrappers } from './generated/go-fields';

/** The scalar types Kubernetes uses. */
export type ScalarKind = 'string' | 'bytes' | 'bool' | 'int32' | 'int64' | 'double';

/** What one value is: a scalar, or a message by name. */
export type ValueType = ScalarKind | { message: string };

/** A field as protobuf stores it and as Go prints it. */
export type FieldSchema = {
  number: number;
  /** The JSON name. */
  name: string;
  type: ValueType;
  repeated: boolean;
  /** The key of a map; `type` is then the type of its values. */
  mapKey: ScalarKind | undefined;
  /** A Go pointer: absent and zero differ. */
  pointer: boolean;
  /** Printed even when empty (no `omitempty`). */
  required: boolean;
  omitZero: boolean;
  /** The fields of the message are printed among its parent's. */
  inline: boolean;
};

/** A message type. */
export type MessageSchema = {
  name: string;
  /** In ascending order of number. */
  fields: FieldSchema[];
  byNumber: Map<number, FieldSchema>;
  /** JSON shows only the list in the one field. */
  wrapper: boolean;
};

/** Every Kubernetes type this build knows. */
export type KubernetesRegistry = {
  /** A message by its full protobuf name; throws on a name that is not in the set. */
  message: (name: string) => MessageSchema;
  /** The message of an object, or undefined for an unknown kind and for those stored as JSON. */
  messageOf: (apiVersion: string, kind: string) => MessageSchema | undefined;
};

const scalarKinds = new Map<FieldDescriptorProto_Type, ScalarKind>([
  [FieldDescriptorProto_Type.STRING, 'string'],
  [FieldDescriptorProto_Type.BYTES, 'bytes'],
  [FieldDescriptorProto_Type.BOOL, 'bool'],
  [FieldDescriptorProto_Type.INT32, 'int32'],
  [FieldDescriptorProto_Type.INT64, 'int64'],
  [FieldDescriptorProto_Type.DOUBLE, 'double'],
]);

const valueType = ({ type, typeName }: FieldDescriptorProto): ValueType =>
  scalarKinds.get(type) ?? { message: typeName.slice(1) };

const scalarKind = (field: FieldDescriptorProto | undefined): ScalarKind | undefined =>
  field && scalarKinds.get(field.type);

const fieldSchema = (
  field: FieldDescriptorProto,
  parent: DescriptorProto,
  goMarks: string,
): FieldSchema => {
  const entry = parent.nestedType.find(({ name }) => field.typeName.endsWith(`.${name}`));
  const [marks = '', jsonName] = goMarks.split(':');
  return {
    number: field.number,
    name: jsonName ?? field.name,
    type: valueType(entry?.field[1] ?? field),
    repeated: field.label === FieldDescriptorProto_Label.REPEATED,
    mapKey: scalarKind(entry?.field[0]),
    pointer: marks.includes('p'),
    required: marks.includes('r'),
    omitZero: marks.includes('z'),
    inline: marks.includes('i'),
  };
};

const wrapperNames = new Set(wrappers);

const messageSchema = (name: string, descriptor: DescriptorProto): MessageSchema => {
  const marks = goFields[name];
  const fields = descriptor.field.map((field) =>
    fieldSchema(field, descriptor, marks?.[field.number] ?? ''),
  );
  return {
    name,
    fields,
    byNumber: new Map(fields.map((field) => [field.number, field])),
    wrapper: wrapperNames.has(name),
  };
};

// Kinds that every group shares, such as Status, are registered beside the group's own.
const sharedPackage = 'k8s.io.apimachinery.pkg.apis.meta.v1';

const loadRegistry = (): KubernetesRegistry => {
  const { file } = fromBinary(FileDescriptorSetSchema, base64Decode(descriptorSet));
  const descriptors = new Map<string, DescriptorProto>();
  for (const { package: packageName, messageType } of file) {
    for (const descriptor of messageType) {
      descriptors.set(`${packageName}.${descriptor.name}`, descriptor);
    }
  }
  const schemas = new Map<string, MessageSchema>();
  const find = (name: string): MessageSchema | undefined => {
    const known = schemas.get(name);
    const descriptor = descriptors.get(name);
    if (known || !descriptor) {
      return known;
    }
    const schema = messageSchema(name, descriptor);
    schemas.set(name, schema);
    return schema;
  };
  return {
    message: (name) => {
      const schema = find(name);
      if (!schema) {
        throw new Error(`The descriptor set has no message ${name}.`);
      }
      return schema;
    },
    messageOf: (apiVersion, kind) => {
      const packageName = Object.hasOwn(apiGroups, apiVersion) ? apiGroups[apiVersion] : undefined;
      return packageName
        ? (find(`${packageName}.${kind}`) ?? find(`${sharedPackage}.${kind}`))
        : undefined;
    },
  };
};

let registry: KubernetesRegistry | undefined;

/** The registry of Kubernetes types, built when first asked for. */
export const kubernetesRegistry = (): KubernetesRegistry => {
  registry ??= loadRegistry();
  return registry;
};

import { readFile } from 'node:fs/promises';
import { create, createFileRegistry } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  DescriptorProtoSchema,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label,
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';
import type { ApiPackage } from './find-api-packages';

const scalarTypes: Record<string, FieldDescriptorProto_Type> = {
  double: FieldDescriptorProto_Type.DOUBLE,
  int64: FieldDescriptorProto_Type.INT64,
  int32: FieldDescriptorProto_Type.INT32,
  bool: FieldDescriptorProto_Type.BOOL,
  string: FieldDescriptorProto_Type.STRING,
  bytes: FieldDescriptorProto_Type.BYTES,
};

type FieldShape = { name: string; id: number; type: string; resolved: string | undefined };

const describeField = (
  { name, id, type, resolved }: FieldShape,
  repeated: boolean,
): FieldDescriptorProto => {
  const scalar = scalarTypes[type];
  if (!resolved && scalar === undefined) {
    throw new Error(`Field ${name} has the type ${type}, which the decoder does not know.`);
  }
  return create(FieldDescriptorProtoSchema, {
    name,
    number: id,
    label: repeated ? FieldDescriptorProto_Label.REPEATED : FieldDescriptorProto_Label.OPTIONAL,
    type: resolved ? FieldDescriptorProto_Type.MESSAGE : scalar,
    typeName: resolved,
  });
};

const entryName = (fieldName: string): string =>
  `${fieldName.charAt(0).toUpperCase()}${fieldName.slice(1)}Entry`;

const describeEntry = (field: protobuf.MapField): DescriptorProto =>
  create(DescriptorProtoSchema, {
    name: entryName(field.name),
    field: [
      describeField({ name: 'key', id: 1, type: field.keyType, resolved: undefined }, false),
      describeField(
        { name: 'value', id: 2, type: field.type, resolved: field.resolvedType?.fullName },
        false,
      ),
    ],
    options: { mapEntry: true },
  });

const describeMessage = (message: protobuf.Type): DescriptorProto => {
  const described = create(DescriptorProtoSchema, { name: message.name });
  for (const field of message.fieldsArray) {
    if (field instanceof protobuf.MapField) {
      const resolved = `${message.fullName}.${entryName(field.name)}`;
      described.nestedType.push(describeEntry(field));
      described.field.push(describeField({ ...field, type: '', resolved }, true));
      continue;
    }
    const { name, id, type, repeated } = field;
    const resolved = field.resolvedType?.fullName;
    described.field.push(describeField({ name, id, type, resolved }, repeated));
  }
  described.field.sort((left, right) => left.number - right.number);
  return described;
};

/** The packages a file needs, told by the type names of its fields. */
const dependenciesOf = (messages: DescriptorProto[], packages: string[], own: string): string[] => {
  const fields = messages.flatMap(({ field, nestedType }) => [
    ...field,
    ...nestedType.flatMap((nested) => nested.field),
  ]);
  return packages
    .filter((name) => name !== own)
    .filter((name) =>
      fields.some(({ typeName }) => new RegExp(`^\\.${name}\\.[^.]+$`).test(typeName)),
    );
};

const fileName = (packageName: string): string =>
  `${packageName.replaceAll('.', '/').replace('k8s/io', 'k8s.io')}/generated.proto`;

/** Puts every file after those it depends on, as a FileDescriptorSet demands. */
const inOrder = (files: Map<string, FileDescriptorProto>): FileDescriptorProto[] => {
  const ordered = new Set<FileDescriptorProto>();
  const add = (file: FileDescriptorProto): void => {
    for (const name of file.dependency) {
      const dependency = files.get(name);
      if (dependency && !ordered.has(dependency)) {
        add(dependency);
      }
    }
    ordered.add(file);
  };
  for (const file of files.values()) {
    add(file);
  }
  return [...ordered];
};

/**
 * Compiles the `generated.proto` files to one descriptor set without comments, options and JSON
 * names, and proves that a protobuf library accepts it.
 */
export const buildDescriptorSet = async (packages: ApiPackage[]): Promise<FileDescriptorSet> => {
  const root = new protobuf.Root();
  for (const { protoFile } of packages) {
    protobuf.parse(await readFile(protoFile, 'utf8'), root, { keepCase: true });
  }
  root.resolveAll();
  const names = packages.map(({ name }) => name);
  const files = new Map<string, FileDescriptorProto>();
  for (const name of names) {
    const namespace = root.lookup(name);
    const children = namespace instanceof protobuf.Namespace ? namespace.nestedArray : [];
    const messageType = children
      .filter((child) => child instanceof protobuf.Type)
      .map(describeMessage);
    const dependency = dependenciesOf(messageType, names, name).map(fileName);
    const file = { name: fileName(name), package: name, dependency, messageType };
    files.set(file.name, create(FileDescriptorProtoSchema, file));
  }
  const set = create(FileDescriptorSetSchema, { file: inOrder(files) });
  createFileRegistry(set);
  return set;
};

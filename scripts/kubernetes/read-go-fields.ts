import { readFile } from 'node:fs/promises';
import type { FileDescriptorSet } from '@bufbuild/protobuf/wkt';
import type { ApiPackage } from './find-api-packages';

/** What Go's struct tags say about a field and its .proto does not. */
type GoField = { json: string; inline: boolean; marks: string };

/** Field marks by message and field number, and the messages that are bare lists in JSON. */
export type GoTable = {
  /** `p` pointer, `r` printed when empty, `z` omitzero, `i` inline; then `:name` if renamed. */
  fields: Record<string, Record<number, string>>;
  wrappers: string[];
};

// These print themselves in Go (MarshalJSON), so their struct tags do not matter.
const selfPrinting = [
  'k8s.io.apimachinery.pkg.api.resource.Quantity',
  'k8s.io.apimachinery.pkg.api.resource.QuantityValue',
  'k8s.io.apimachinery.pkg.apis.meta.v1.Duration',
  'k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1',
  'k8s.io.apimachinery.pkg.apis.meta.v1.MicroTime',
  'k8s.io.apimachinery.pkg.apis.meta.v1.Time',
  'k8s.io.apimachinery.pkg.runtime.RawExtension',
  'k8s.io.apimachinery.pkg.runtime.Unknown',
  'k8s.io.apimachinery.pkg.util.intstr.IntOrString',
];

const parseField = (line: string): [number, GoField] | undefined => {
  const [, declaration = '', tags = ''] = /^\s*([^`/]+?)\s*`([^`]*)`/.exec(line) ?? [];
  const number = /protobuf:"[^",]*,(\d+)/.exec(tags)?.[1];
  const json = /json:"([^"]*)"/.exec(tags)?.[1];
  if (!number || json === undefined) {
    return undefined;
  }
  const [name = '', ...options] = json.split(',');
  const type = declaration.split(/\s+/).at(-1) ?? '';
  const inline = options.includes('inline');
  const marks = [
    type.startsWith('*') ? 'p' : '',
    options.includes('omitempty') || inline ? '' : 'r',
    options.includes('omitzero') ? 'z' : '',
    inline ? 'i' : '',
  ];
  return [Number(number), { json: name, inline, marks: marks.join('') }];
};

type GoTypes = {
  structs: Map<string, Map<number, GoField>>;
  /** Names of list types. */
  lists: Set<string>;
  /** Types defined as another package's struct: that package and struct. */
  aliases: Map<string, { packageName: string; name: string }>;
};

const readAliases = (text: string, { aliases }: GoTypes): void => {
  const imports = new Map<string, string>();
  for (const [, alias, file = ''] of text.matchAll(/^\t(?:(\w+) )?"(k8s\.io\/[^"]+)"/gm)) {
    const packageName = file.replaceAll('/', '.');
    imports.set(alias ?? file.split('/').at(-1) ?? '', packageName);
  }
  for (const [, own = '', prefix = '', name = ''] of text.matchAll(
    /^type (\w+) (?:= )?(\w+)\.(\w+)$/gm,
  )) {
    const packageName = imports.get(prefix);
    if (packageName) {
      aliases.set(own, { packageName, name });
    }
  }
};

const readGoTypes = async (goFiles: string[]): Promise<GoTypes> => {
  const types: GoTypes = { structs: new Map(), lists: new Set(), aliases: new Map() };
  for (const file of goFiles) {
    const text = await readFile(file, 'utf8');
    for (const [, name = ''] of text.matchAll(/^type (\w+) \[\]/gm)) {
      types.lists.add(name);
    }
    for (const [, name = '', body = ''] of text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) {
      const fields = body.split('\n').map(parseField);
      types.structs.set(name, new Map(fields.filter((field) => field !== undefined)));
    }
    readAliases(text, types);
  }
  return types;
};

const readAllGoTypes = async (packages: ApiPackage[]): Promise<Map<string, GoTypes>> => {
  const all = new Map<string, GoTypes>();
  for (const { name, goFiles } of packages) {
    all.set(name, await readGoTypes(goFiles));
  }
  return all;
};

const findStruct = (
  all: Map<string, GoTypes>,
  packageName: string,
  name: string,
): Map<number, GoField> | undefined => {
  const types = all.get(packageName);
  const alias = types?.aliases.get(name);
  return alias ? findStruct(all, alias.packageName, alias.name) : types?.structs.get(name);
};

const markOf = (protoName: string, { json, inline, marks }: GoField): string =>
  json === protoName || inline ? marks : `${marks}:${json}`;

/**
 * Reads the struct tags of the Go types behind the messages of a descriptor set. Throws on a
 * field it finds no tag for, so that a new Kubernetes version cannot lose one silently.
 */
export const readGoFields = async (
  packages: ApiPackage[],
  set: FileDescriptorSet,
): Promise<GoTable> => {
  const table: GoTable = { fields: {}, wrappers: [] };
  const all = await readAllGoTypes(packages);
  for (const { package: packageName, messageType } of set.file) {
    for (const message of messageType) {
      const name = `${packageName}.${message.name}`;
      if (selfPrinting.includes(name)) {
        continue;
      }
      if (all.get(packageName)?.lists.has(message.name)) {
        table.wrappers.push(name);
        continue;
      }
      const struct = findStruct(all, packageName, message.name);
      const marks: Record<number, string> = {};
      for (const field of message.field) {
        const goField = struct?.get(field.number);
        if (!goField) {
          throw new Error(`No Go struct tag was found for ${name}.${field.name}.`);
        }
        const mark = markOf(field.name, goField);
        if (mark !== '') {
          marks[field.number] = mark;
        }
      }
      if (Object.keys(marks).length > 0) {
        table.fields[name] = marks;
      }
    }
  }
  return table;
};

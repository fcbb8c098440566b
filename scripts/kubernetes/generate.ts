import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toBinary } from '@bufbuild/protobuf';
import { base64Encode } from '@bufbuild/protobuf/wire';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { buildDescriptorSet } from './build-descriptor-set';
import { findApiPackages } from './find-api-packages';
import { kubernetesPackages } from './kubernetes-packages';
import { readGoFields } from './read-go-fields';

const target = path.resolve(import.meta.dirname, '../../lib/domain/kubernetes/generated');

const { sources, versions } = await kubernetesPackages();
const packages = await findApiPackages(sources);
const set = await buildDescriptorSet(packages);
const table = await readGoFields(packages, set);
const binary = toBinary(FileDescriptorSetSchema, set);
const groups = packages.flatMap(({ apiVersion, name }) => (apiVersion ? [[apiVersion, name]] : []));

const header = (what: string): string =>
  [
    `// ${what}`,
    `// Generated from the Debian packages ${versions.join(' and ')}.`,
    '// Derived from the Kubernetes API definitions: Copyright The Kubernetes Authors,',
    '// licensed under the Apache License, Version 2.0.',
    '// Do not edit: run `npm run generate:kubernetes`.',
    '',
  ].join('\n');

await mkdir(target, { recursive: true });
await writeFile(
  path.join(target, 'descriptor-set.ts'),
  `${header('A google.protobuf.FileDescriptorSet of the Kubernetes API, in base64.')}
export const descriptorSet =
  '${base64Encode(binary)}';
`,
);
await writeFile(
  path.join(target, 'go-fields.ts'),
  `${header('What Go struct tags say about JSON and the protobuf definitions do not.')}
/** The Kubernetes version the definitions belong to. */
export const kubernetesVersion = '1.${/ 0\.(\d+)\./.exec(versions[0] ?? '')?.[1]}';

/** API version to protobuf package. */
export const apiGroups: Record<string, string> = ${JSON.stringify(Object.fromEntries(groups), undefined, 2)};

/** Messages that are bare lists in JSON. */
export const wrappers: string[] = ${JSON.stringify(table.wrappers, undefined, 2)};

/**
 * Marks by message and field number: \`p\` pointer, \`r\` printed when empty, \`z\` omitted when
 * zero, \`i\` inline; then \`:name\` where JSON has another name.
 */
export const goFields: Record<string, Record<number, string>> = {
${Object.entries(table.fields)
  .map(([name, marks]) => `  '${name}': ${JSON.stringify(marks)},`)
  .join('\n')}
};
`,
);
console.log(
  `${set.file.length} files, ${set.file.flatMap(({ messageType }) => messageType).length} messages, ` +
    `${binary.length} bytes of descriptors, from ${versions.join(' and ')}.`,
);

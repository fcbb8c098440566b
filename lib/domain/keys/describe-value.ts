import { isCollection, parseDocument } from 'yaml';
import type { KeyValue } from '../api/keys';
import { utf8Text } from '../bytes';
import { type DecodedValue, decodeKubernetesValue } from '../kubernetes/decode-value';
import { parseExactJson } from '../kubernetes/exact-json';
import type { JsonValue } from '../kubernetes/json-value';
import type { KubernetesRegistry } from '../kubernetes/registry';

/** What a value is, before anybody decided who may see it. */
export type DescribedValue = Pick<
  KeyValue,
  'format' | 'apiVersion' | 'kind' | 'encryption' | 'notes'
> & {
  /** The value as JSON; undefined where it has no structure. */
  structure: JsonValue | undefined;
  /** The stored bytes as text; undefined where they are none. */
  text: string | undefined;
};

const largestYaml = 262_144;
/** Whatever walks through deeper JSON could exhaust the stack; a CRD stays below 100. */
const deepestStructure = 200;
/** Levels of indentation of all parts: a small value could fill the memory once it is indented. */
const mostIndentation = 5_000_000;
const controlCharacters = /[^\P{Cc}\t\n\r]/u;

const nothing = {
  apiVersion: null,
  kind: null,
  encryption: null,
  notes: [],
  structure: undefined,
  text: undefined,
} satisfies Omit<DescribedValue, 'format'>;

const parseJsonList = (text: string): JsonValue | undefined => {
  try {
    return text.trimStart().startsWith('[') ? parseExactJson(text) : undefined;
  } catch {
    return undefined;
  }
};

const innerValues = (value: JsonValue): JsonValue[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

const isTooDeep = (structure: JsonValue): boolean => {
  let level = [structure];
  let indentation = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    indentation += depth * level.length;
    if (depth > deepestStructure || indentation > mostIndentation) {
      return true;
    }
    level = level.flatMap(innerValues);
  }
  return false;
};

/** A structure that can be walked through; without it the text remains, and a note says why. */
const walkable = (
  structure: JsonValue,
  notes: DescribedValue['notes'],
): Pick<DescribedValue, 'structure' | 'notes'> =>
  isTooDeep(structure)
    ? { structure: undefined, notes: [...notes, { code: 'too_deep', parameters: { path: '.' } }] }
    : { structure, notes };

/** Several lines that parse as a map or a list; a sentence with a colon is not meant as YAML. */
const isYaml = (text: string): boolean => {
  if (text.length > largestYaml || !text.trim().includes('\n')) {
    return false;
  }
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length === 0 && isCollection(document.contents);
};

const describeText = (text: string): DescribedValue => {
  const structure = parseJsonList(text);
  if (structure !== undefined) {
    return { ...nothing, format: 'json', ...walkable(structure, []), text };
  }
  return { ...nothing, format: isYaml(text) ? 'yaml' : 'text', text };
};

const describeOther = (bytes: Uint8Array): DescribedValue => {
  const text = utf8Text(bytes);
  return text === undefined || controlCharacters.test(text)
    ? { ...nothing, format: 'binary' }
    : describeText(text);
};

const formats = {
  'kubernetes-protobuf': 'kubernetes-protobuf',
  json: 'json',
  encrypted: 'encrypted',
  cbor: 'binary',
} as const;

const describeDecoded = (
  decoded: DecodedValue,
  format: DescribedValue['format'],
  bytes: Uint8Array,
): DescribedValue => ({
  format,
  apiVersion: decoded.apiVersion,
  kind: decoded.kind,
  encryption: decoded.encryption,
  ...(decoded.object === null
    ? { notes: decoded.notes, structure: undefined }
    : walkable(decoded.object, decoded.notes)),
  text: format === 'json' ? utf8Text(bytes) : undefined,
});

/** Finds out what a stored value is. Never throws; what could not be read is told in notes. */
export const describeValue = (bytes: Uint8Array, registry: KubernetesRegistry): DescribedValue => {
  if (bytes.length === 0) {
    return { ...nothing, format: 'empty' };
  }
  const decoded = decodeKubernetesValue(bytes, registry);
  return decoded.format === 'other'
    ? describeOther(bytes)
    : describeDecoded(decoded, formats[decoded.format], bytes);
};

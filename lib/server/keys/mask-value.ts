import 'server-only';
import type { KeyValue } from '@/lib/domain/api/keys';
import { toBase64Url } from '@/lib/domain/bytes';
import { type DescribedValue, describeValue } from '@/lib/domain/keys/describe-value';
import {
  holdsSecret,
  maskHeldSecrets,
  maskObject,
  namesSecret,
} from '@/lib/domain/keys/mask-object';
import { type MaskingRule, maskingRule } from '@/lib/domain/keys/masking-rule';
import { formatExactJson } from '@/lib/domain/kubernetes/exact-json';
import { isJsonObject, type JsonValue } from '@/lib/domain/kubernetes/json-value';
import { kubernetesRegistry } from '@/lib/domain/kubernetes/registry';
import { toYaml } from '@/lib/domain/kubernetes/to-yaml';

/** A value as it may leave the server. */
export type PresentedValue = { value: KeyValue; masked: boolean };

const largestRaw = 1_048_576;

/** Notes after which a decoded object may hold less, or something else, than was stored. */
const doubtfulNotes = new Set([
  'malformed',
  'unknown_kind',
  'encoded_content',
  'too_deep',
  'too_large',
  'embedded_not_json',
]);

/**
 * The one place where the bytes of a value become an answer: browsing, downloads and reveals all
 * pass here. Masked unless `reveal`: what may be shown of a masked object is built from its decoded
 * form alone, so no other form of it can leave by mistake.
 */
export const maskValue = (
  key: Uint8Array,
  bytes: Uint8Array,
  options: { kubernetesPrefix: string; reveal: boolean },
): PresentedValue => {
  const described = describeValue(bytes, kubernetesRegistry());
  const rule = maskingRule(key, options.kubernetesPrefix);
  const isMasked = rule !== undefined || mayHoldSecret(described, bytes);
  if (isMasked && !options.reveal) {
    return { value: maskedForms(described, rule, bytes), masked: bytes.length > 0 };
  }
  return { value: allForms(described, bytes), masked: false };
};

/** A Secret outside of the usual place: another cluster's prefix, a list, a text, a broken value. */
const mayHoldSecret = (
  { structure, text, kind, format }: DescribedValue,
  bytes: Uint8Array,
): boolean => {
  if (kind === 'Secret' || (structure !== undefined && holdsSecret(structure))) {
    return true;
  }
  // One byte that is no text hides no Secret in the text around it.
  const readable = format === 'binary' ? Buffer.from(bytes).toString('latin1') : text;
  return structure === undefined && readable !== undefined && namesSecret(readable);
};

const allForms = (described: DescribedValue, bytes: Uint8Array): KeyValue => {
  const { structure, text } = described;
  const isCut = bytes.length > largestRaw;
  const cut = { code: 'cut', parameters: { size: String(bytes.length) } };
  return {
    ...identity(described, bytes),
    apiVersion: described.apiVersion,
    kind: described.kind,
    ...(structure === undefined ? noForms : structuredForms(structure)),
    ...(described.format === 'yaml' ? { yaml: text ?? null } : {}),
    text: isCut ? null : (text ?? null),
    raw: isCut ? null : toBase64Url(bytes),
    notes: isCut ? [...described.notes, cut] : described.notes,
  };
};

const maskedForms = (
  described: DescribedValue,
  rule: MaskingRule | undefined,
  bytes: Uint8Array,
): KeyValue => {
  const shown = shownStructure(described, rule);
  return {
    ...identity(described, bytes),
    apiVersion: shown === undefined ? null : described.apiVersion,
    kind: shown === undefined ? null : described.kind,
    ...(shown === undefined ? noForms : structuredForms(shown)),
    text: null,
    raw: null,
    notes: [],
  };
};

/** What of a masked value everybody may see; undefined where it cannot be told apart safely. */
const shownStructure = (
  { structure, kind, notes }: DescribedValue,
  rule: MaskingRule | undefined,
): JsonValue | undefined => {
  if (structure === undefined || notes.some(({ code }) => doubtfulNotes.has(code))) {
    return undefined;
  }
  if (rule === undefined && kind !== 'Secret') {
    return maskHeldSecrets(structure);
  }
  const isReadable = isJsonObject(structure) && kind !== null;
  const isSecret = kind === 'Secret';
  return isReadable && (rule !== 'secret' || isSecret)
    ? maskObject(structure, rule ?? 'secret')
    : undefined;
};

const noForms = { yaml: null, json: null };

const structuredForms = (structure: JsonValue): Pick<KeyValue, 'yaml' | 'json'> => ({
  yaml: toYaml(structure),
  json: formatExactJson(structure, 2),
});

const identity = (
  { format, encryption }: DescribedValue,
  bytes: Uint8Array,
): Pick<KeyValue, 'format' | 'size' | 'encryption'> => ({
  format,
  size: bytes.length,
  encryption,
});

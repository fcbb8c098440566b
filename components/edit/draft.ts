import type { KeyForms } from '@/lib/domain/api/edits';
import type { Key, KeyValue } from '@/lib/domain/api/keys';
import { fromBase64Url, toBase64Url } from '@/lib/domain/bytes';
import { hexDump } from '@/lib/domain/keys/hex-dump';
import { fromFieldText, type LineEnds, lineEndsOf, toFieldText } from '@/lib/domain/keys/line-ends';
import {
  type ParsedInput,
  parseValueInput,
  type ValueEncoding,
  valueInputOf,
} from '@/lib/domain/keys/value-input';
import type { CodeLanguage } from '../keys/code-look';

/** How a value is edited: the YAML of a Kubernetes object, or its bytes in an encoding. */
export type DraftForm = 'yaml' | ValueEncoding;

/** What stood there when editing began, or when it was looked at again. */
export type DraftBase = Pick<Key, 'modRevision' | 'value'>;

/** A value while somebody edits it. */
export type Draft = {
  base: DraftBase;
  forms: readonly DraftForm[];
  form: DraftForm;
  /** As the text field holds it. */
  text: string;
  /** The line ends that the text field does not keep. */
  ends: LineEnds;
};

/** Why a draft cannot be shown in another form. */
export type FormProblem = Extract<ParsedInput, { problem: string }>['problem'] | 'no_text';

const byteForms = ['hex', 'base64'] as const;

const bytesOf = ({ raw }: KeyValue): Uint8Array => fromBase64Url(raw ?? '') ?? new Uint8Array();

const fieldText = (text: string | undefined): { text: string; ends: LineEnds } | undefined => {
  const ends = lineEndsOf(text ?? '');
  return text === undefined || ends === 'mixed' ? undefined : { text: toFieldText(text), ends };
};

const inForm = (value: KeyValue, form: DraftForm): { text: string; ends: LineEnds } | undefined => {
  if (form === 'yaml') {
    return value.yaml === null ? undefined : { text: value.yaml, ends: 'lf' };
  }
  const text = valueInputOf(form, bytesOf(value));
  return form === 'hex' || form === 'base64' ? { text: text ?? '', ends: 'lf' } : fieldText(text);
};

const formsOf = (value: KeyValue, { asYaml }: KeyForms): DraftForm[] => {
  if (value.format === 'kubernetes-protobuf') {
    return asYaml ? ['yaml', ...byteForms] : [...byteForms];
  }
  if (value.format === 'binary' || inForm(value, 'text') === undefined) {
    return [...byteForms];
  }
  return value.format === 'json' ? ['json', 'text', ...byteForms] : ['text', 'json', ...byteForms];
};

/** A draft of a value as it stands; undefined where its bytes are not at hand (masked, too large). */
export const draftOf = (base: DraftBase, forms: KeyForms): Draft | undefined => {
  if (base.value.raw === null) {
    return undefined;
  }
  const offered = formsOf(base.value, forms);
  const form = offered[0] ?? 'hex';
  const { text, ends } = inForm(base.value, form) ?? { text: '', ends: 'lf' };
  return { base, forms: offered, form, text, ends };
};

/** The draft of a key that does not exist yet. */
export const emptyDraft = (): Draft => ({
  base: {
    modRevision: '0',
    value: {
      format: 'empty',
      size: 0,
      apiVersion: null,
      kind: null,
      yaml: null,
      json: null,
      text: null,
      raw: '',
      encryption: null,
      notes: [],
    },
  },
  forms: ['text', 'json', ...byteForms],
  form: 'text',
  text: '',
  ends: 'lf',
});

/** The bytes of a draft; not for YAML, which the server encodes. */
export const draftBytes = ({ form, text, ends }: Draft): ParsedInput =>
  form === 'yaml' ? { bytes: new Uint8Array() } : parseValueInput(form, fromFieldText(text, ends));

/** Whether a draft says anything else than what stands there. */
export const isChanged = ({ base, form, text }: Draft): boolean =>
  text !== inForm(base.value, form)?.text;

/** The same draft in another form. YAML that was changed has no other: only the server encodes it. */
export const inOtherForm = (draft: Draft, form: DraftForm): Draft | { problem: FormProblem } => {
  if (!isChanged(draft) || form === 'yaml') {
    const original = inForm(draft.base.value, form);
    return original === undefined ? { problem: 'no_text' } : { ...draft, form, ...original };
  }
  const parsed = draftBytes(draft);
  if ('problem' in parsed) {
    return parsed;
  }
  const { value } = draft.base;
  const shown = inForm({ ...value, raw: toBase64Url(parsed.bytes) }, form);
  return shown === undefined ? { problem: 'no_text' } : { ...draft, form, ...shown };
};

/** Whether another form can be offered: changed YAML and bytes do not turn into each other here. */
export const mayShowAs = (draft: Draft, form: DraftForm): boolean =>
  form === draft.form || !isChanged(draft) || (draft.form !== 'yaml' && form !== 'yaml');

const languages = {
  yaml: 'yaml',
  json: 'json',
  text: 'plain',
  hex: 'plain',
  base64: 'plain',
} as const;

type Difference = { before: string; after: string; language: CodeLanguage };

const isText = (form: DraftForm): boolean => form !== 'hex' && form !== 'base64';

/** Two values in a form of a draft: as text where both are, else as hex. */
export const valueDifference = (form: DraftForm, before: KeyValue, after: KeyValue): Difference => {
  const [left, right] = [inForm(before, form), inForm(after, form)];
  return isText(form) && left !== undefined && right !== undefined
    ? { before: left.text, after: right.text, language: languages[form] }
    : { before: hexDump(bytesOf(before)), after: hexDump(bytesOf(after)), language: 'plain' };
};

/** What a draft changes of a value: as text where both are, else as hex. */
export const draftDifference = (draft: Draft, value: KeyValue): Difference => {
  const { form, text } = draft;
  const left = isText(form) ? inForm(value, form) : undefined;
  if (left !== undefined) {
    return { before: left.text, after: text, language: languages[form] };
  }
  const parsed = draftBytes(draft);
  const after = 'bytes' in parsed ? hexDump(parsed.bytes) : text;
  return { before: hexDump(bytesOf(value)), after, language: 'plain' };
};

/** What a draft asks the server to store; undefined where the text means nothing in its encoding. */
export const draftBody = (draft: Draft): { value: string } | { yaml: string } | undefined => {
  if (draft.form === 'yaml') {
    return { yaml: draft.text };
  }
  const parsed = draftBytes(draft);
  return 'bytes' in parsed ? { value: toBase64Url(parsed.bytes) } : undefined;
};

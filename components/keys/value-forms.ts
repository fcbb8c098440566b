import type { Key, KeyValue } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { hexDump } from '@/lib/domain/keys/hex-dump';
import { toBase64 } from '@/lib/domain/keys/value-input';
import type { CodeLanguage } from './code-look';
import { type ValueView, valueViews } from './use-key-location';

/** A form of a value: a view that shows its bytes, unlike its history. */
export type ValueForm = Exclude<ValueView, 'history'>;

/** The forms of a value, in the order of their tabs. */
const valueForms = valueViews.filter((view) => view !== 'history');

const base64LineLength = 76;

/** The text of one form of a value; undefined where the value has no such form. */
export const formText = (value: KeyValue, form: ValueForm): string | undefined => {
  if (form !== 'hex' && form !== 'base64') {
    return value[form] ?? undefined;
  }
  const bytes = value.raw === null ? undefined : fromBase64Url(value.raw);
  if (bytes === undefined) {
    return undefined;
  }
  return form === 'hex'
    ? hexDump(bytes)
    : (toBase64(bytes).match(new RegExp(`.{1,${base64LineLength}}`, 'g')) ?? []).join('\n');
};

const hasForm = (value: KeyValue, form: ValueForm): boolean =>
  form === 'hex' || form === 'base64' ? value.raw !== null : value[form] !== null;

const jsonFirst: readonly ValueForm[] = ['json', 'yaml', 'text', 'hex', 'base64'];

/** The forms a value has, the best one first. */
export const formsOf = (value: KeyValue): ValueForm[] => {
  const isPlainJson = value.format === 'json' && value.kind === null;
  return (isPlainJson ? jsonFirst : valueForms).filter((form) => hasForm(value, form));
};

/** The languages the forms are coloured in. */
export const formLanguages: Record<ValueForm, CodeLanguage> = {
  yaml: 'yaml',
  json: 'json',
  text: 'plain',
  hex: 'plain',
  base64: 'plain',
};

/** Why a form is not there, as the name of its message. */
export const absence = ({ value, masked }: Key): 'emptyValue' | 'maskedWhole' | 'noForm' => {
  if (value.size === 0) {
    return 'emptyValue';
  }
  return masked ? 'maskedWhole' : 'noForm';
};

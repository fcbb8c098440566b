import { describe, expect, it } from 'vitest';
import type { KeyForms } from '@/lib/domain/api/edits';
import type { KeyValue } from '@/lib/domain/api/keys';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import {
  type Draft,
  draftBody,
  draftBytes,
  draftDifference,
  draftOf,
  emptyDraft,
  inOtherForm,
  isChanged,
  mayShowAs,
  valueDifference,
} from './draft';

const forms: KeyForms = { modRevision: '7', mayEdit: true, asYaml: false, reason: null };

const stored = (bytes: Uint8Array | string, more: Partial<KeyValue> = {}): KeyValue => {
  const raw = typeof bytes === 'string' ? utf8Bytes(bytes) : bytes;
  const { value } = emptyDraft().base;
  return { ...value, format: 'text', size: raw.length, raw: toBase64Url(raw), ...more };
};

const draft = (value: KeyValue, of: Partial<KeyForms> = {}): Draft => {
  const made = draftOf({ modRevision: '7', value }, { ...forms, ...of });
  if (made === undefined) {
    throw new Error('there is no draft');
  }
  return made;
};

const switched = (from: Draft, form: Draft['form']): Draft => {
  const next = inOtherForm(from, form);
  if ('problem' in next) {
    throw new Error(next.problem);
  }
  return next;
};

describe('a draft', () => {
  it.each([
    ['text', stored('"a"\n'), ['text', 'json', 'hex', 'base64']],
    ['JSON', stored('{}', { format: 'json' }), ['json', 'text', 'hex', 'base64']],
    ['nothing', stored('', { format: 'empty' }), ['text', 'json', 'hex', 'base64']],
    ['bytes', stored(Uint8Array.of(0xff), { format: 'binary' }), ['hex', 'base64']],
    ['control characters', stored('\0', { format: 'binary' }), ['hex', 'base64']],
    ['mixed line ends', stored('a\r\nb\n'), ['hex', 'base64']],
    ['an inexact object', stored('k8s', { format: 'kubernetes-protobuf' }), ['hex', 'base64']],
  ])('of %s is offered in the forms that keep every byte', (_name, value, expected) => {
    const made = draft(value);
    expect(made.forms).toEqual(expected);
    expect(isChanged(made)).toBe(false);
    // Nothing at all is no JSON.
    for (const form of made.forms.filter((name) => name !== 'json' || value.size > 0)) {
      const shown = switched(made, form);
      expect(isChanged(shown)).toBe(false);
      expect(draftBody(shown)).toEqual({ value: value.raw });
    }
  });

  it('is not made of what is not at hand', () => {
    expect(draftOf({ modRevision: '7', value: stored('', { raw: null }) }, forms)).toBeUndefined();
  });

  it('keeps the line ends that a text field does not know', () => {
    const made = draft(stored('a\r\nb\r\n'));
    expect(made.text).toBe('a\nb\n');
    expect(draftBytes({ ...made, text: 'a\nc\n' })).toEqual({ bytes: utf8Bytes('a\r\nc\r\n') });
  });

  it('takes what was typed along into another form, or stays where it is', () => {
    const typed = { ...draft(stored('a')), text: 'ü' };
    expect(draftBody(switched(typed, 'json'))).toBeUndefined();
    expect(switched(typed, 'hex').text).toBe('c3 bc');
    expect(inOtherForm({ ...switched(typed, 'hex'), text: 'ff' }, 'text')).toEqual({
      problem: 'no_text',
    });
    expect(inOtherForm({ ...switched(typed, 'hex'), text: 'f' }, 'text')).toMatchObject({
      problem: 'not_hex',
    });
  });

  it('of an object is YAML, which the server encodes', () => {
    const value = stored('k8s', { format: 'kubernetes-protobuf', yaml: 'kind: Pod\n' });
    const made = draft(value, { asYaml: true });
    expect([made.form, made.text]).toEqual(['yaml', 'kind: Pod\n']);
    expect(mayShowAs(made, 'hex')).toBe(true);
    const typed = { ...made, text: 'kind: Node\n' };
    expect(mayShowAs(typed, 'hex')).toBe(false);
    expect(draftBody(typed)).toEqual({ yaml: 'kind: Node\n' });
    expect(draftDifference(typed, value)).toEqual({
      before: 'kind: Pod\n',
      after: 'kind: Node\n',
      language: 'yaml',
    });
  });
});

describe('a difference', () => {
  it('is shown as text where both sides are text, else as hex', () => {
    expect(valueDifference('text', stored('a'), stored('b'))).toMatchObject({
      before: 'a',
      after: 'b',
    });
    const binary = stored(Uint8Array.of(0xff), { format: 'binary' });
    expect(valueDifference('text', stored('a'), binary).after).toContain('ff');
    expect(draftDifference(draft(stored('a')), binary)).toMatchObject({ language: 'plain' });
    expect(draftDifference(draft(stored('a')), binary).after).toContain('61');
  });
});

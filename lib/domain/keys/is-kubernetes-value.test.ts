import { expect, it } from 'vitest';
import { utf8Bytes } from '../bytes';
import { isKubernetesValue } from './is-kubernetes-value';

it.each([
  ['k8s\0\n\x04', true],
  ['k8s:enc:aescbc:v1:key1:…', true],
  ['{"apiVersion":"v1","kind":"Widget"}\n', true],
  [' \n{"kind":"Widget","apiVersion":"example.io/v1"}', true],
  ['{"apiVersion":"v1"}', false],
  ['{"apiVersion":1,"kind":"Widget"}', false],
  ['{"apiVersion":"v1","kind":""}', false],
  ['[{"apiVersion":"v1","kind":"Widget"}]', false],
  ['{"apiVersion":"v1","kind":"Widget"', false],
  ['apiVersion: v1\nkind: Widget\n', false],
  ['k8s', false],
  ['', false],
])('%j', (text, expected) => {
  expect(isKubernetesValue(utf8Bytes(text))).toBe(expected);
});

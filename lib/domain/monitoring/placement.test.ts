import { expect, it } from 'vitest';
import { isNamespace, kubespherePlacement, parseLabels } from './placement';

it.each([
  ['', {}],
  [' ', {}],
  ['release=prometheus', { release: 'prometheus' }],
  [kubespherePlacement.labels, { 'app.kubernetes.io/vendor': 'kubesphere' }],
  ['a=, b_c.d-e=F', { a: '', 'b_c.d-e': 'F' }],
  [
    `${'p'.repeat(63)}.example/${'k'.repeat(63)}=1`,
    { [`${'p'.repeat(63)}.example/${'k'.repeat(63)}`]: '1' },
  ],
  ['constructor=x', { constructor: 'x' }],
])('reads the labels %j', (text, labels) => {
  expect(parseLabels(text)).toEqual(labels);
});

it.each([
  'release',
  '=x',
  'a==b',
  'a=b=c',
  'a=b,',
  'a=b,a=c',
  '-a=b',
  'a=b c',
  'a="b"',
  'a=b\nkind: Secret',
  'Upper.example/a=b',
  'a/b/c=d',
  '/a=b',
  'a/=b',
  'ключ=b',
  `${'k'.repeat(64)}=1`,
  `k=${'v'.repeat(64)}`,
  'app.kubernetes.io/name=other',
])('refuses the labels %j', (text) => {
  expect(parseLabels(text)).toBeUndefined();
});

it.each([
  ['monitoring', true],
  [kubespherePlacement.namespace, true],
  ['1', true],
  ['n'.repeat(63), true],
  ['n'.repeat(64), false],
  ['', false],
  ['Monitoring', false],
  ['a.b', false],
  ['-a', false],
  ['a-', false],
  ['a b', false],
  ['a\n', false],
])('takes %j for a namespace: %s', (text, isOne) => {
  expect(isNamespace(text)).toBe(isOne);
});

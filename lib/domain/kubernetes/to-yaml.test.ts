import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from './json-value';
import { toYaml } from './to-yaml';

describe('toYaml', () => {
  it.each([
    ['yes', '"yes"'],
    ['on', '"on"'],
    ['n', '"n"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['012', '"012"'],
    ['1e3', '"1e3"'],
    ['0x1f', '"0x1f"'],
    ['1_000', '"1_000"'],
    ['1:20', '"1:20"'],
    ['2026-01-02T03:04:05Z', '"2026-01-02T03:04:05Z"'],
    ['', '""'],
    ['500m', '500m'],
    ['10.42.0.1', '10.42.0.1'],
    ['*', "'*'"],
    ['{a}', "'{a}'"],
    ["it's", "it's"],
    ['a: b', "'a: b'"],
    ['线', '线'],
    ['a\tb', 'a\tb'],
    ['\u0000', '"\\0"'],
  ])('prints %j as %s', (text, expected) => {
    expect(toYaml({ key: text })).toBe(`key: ${expected}\n`);
  });

  it('prints several lines as a block, and white space that a block would hide in quotes', () => {
    expect(toYaml({ a: 'one\ntwo\n', b: 'one\ntwo', c: 'one \ntwo' })).toBe(
      'a: |\n  one\n  two\nb: |-\n  one\n  two\nc: "one \\ntwo"\n'.replace('one \\n', 'one\\ \\n'),
    );
  });

  it('prints numbers with every digit, lists at the level of their key, and empty ones inline', () => {
    const value = { list: [{ b: 1, a: 9007199254740993n }], none: [], nothing: {}, nil: null };
    expect(toYaml(value)).toBe(
      'list:\n- a: 9007199254740993\n  b: 1\nnil: null\nnone: []\nnothing: {}\n',
    );
  });

  it('orders keys as go-yaml does: letters last, numbers by value', () => {
    const names = ['node-10', 'node-2', 'a.b', 'aB', 'ab', 'a-b', 'Z', '_', 'a1', 'a01', '10', '9'];
    const object = Object.fromEntries(names.map((name) => [name, 0]));
    const order = toYaml(object)
      .split('\n')
      .map((line) => line.split(':')[0]?.replaceAll('"', ''));
    expect(order.slice(0, -1)).toEqual([
      '_',
      '9',
      '10',
      'Z',
      'a-b',
      'a.b',
      'a1',
      'a01',
      'aB',
      'ab',
      'node-2',
      'node-10',
    ]);
  });

  it('reads back as the same object, in YAML 1.1 and 1.2', () => {
    const texts = ['<<', '=', '---', '...', '- a', '? x', '#x', 'a #b', '%x', '@x', '`x', '|', '>'];
    const hard = [
      '\ufeffx\ny',
      'a\u2028b',
      'a\u0085b',
      'a\r\nb',
      '\n',
      'x\n\n\n',
      ' x\ny',
      '\ud83d\ude00',
      'y\t\nz',
    ];
    const entries = [...texts, ...hard, 'true', '', '1'].map((text): [string, string] => [
      text,
      text,
    ]);
    const object: JsonObject = { map: Object.fromEntries(entries), list: [...texts, ...hard] };
    expect(parse(toYaml(object), { version: '1.1', merge: false })).toStrictEqual(object);
    expect(parse(toYaml(object), { version: '1.2' })).toStrictEqual(object);
  });
});

import { describe, expect, it } from 'vitest';
import { formatExactJson, parseExactJson } from './exact-json';

describe('parseExactJson', () => {
  it.each([
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740991', 9007199254740991],
    ['92233720368547758079', 92233720368547760000],
    ['0.12345678901234567890', 0.12345678901234568],
    ['1234567890123456789.5', 1234567890123456800],
    ['1234567890123456789e2', 123456789012345680000],
    ['1e-0000000000000000001', 0.1],
    ['"9007199254740993"', '9007199254740993'],
    ['"a \\" 9007199254740993"', 'a " 9007199254740993'],
    ['{"9007199254740993":[9007199254740993]}', { '9007199254740993': [9007199254740993n] }],
  ])('reads %s', (text, expected) => {
    expect(parseExactJson(text)).toStrictEqual(expected);
  });

  it.each(['', '{', '[9007199254740993', '09007199254740993', 'nonsense9007199254740993'])(
    'refuses %j',
    (text) => {
      expect(() => parseExactJson(text)).toThrow(SyntaxError);
    },
  );
});

describe('formatExactJson', () => {
  const value = { a: [1, 9007199254740993n, {}], b: [], c: 'x"y', d: null };

  it('writes one line', () => {
    expect(formatExactJson(value)).toBe(
      '{"a":[1,9007199254740993,{}],"b":[],"c":"x\\"y","d":null}',
    );
  });

  it('indents as JSON.stringify does, and reads back', () => {
    const plain = { a: [1, 2, { b: [] }], c: {}, d: 'e' };
    expect(formatExactJson(plain, 2)).toBe(JSON.stringify(plain, undefined, 2));
    expect(parseExactJson(formatExactJson(value, 2))).toStrictEqual(value);
  });
});

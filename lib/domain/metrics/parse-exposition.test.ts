import { describe, expect, it } from 'vitest';
import { parseExposition, parseValue } from './parse-exposition';

const parse = (page: string, ...names: string[]) =>
  parseExposition(page, new Set(names.length === 0 ? ['m'] : names));

describe('parseExposition', () => {
  it.each([
    ['a plain value', 'm 1', {}, 1],
    ['an exponent', 'm 1.5e+06', {}, 1_500_000],
    ['a timestamp', 'm 3 1700000000000', {}, 3],
    ['a negative timestamp', 'm 3 -1', {}, 3],
    ['tabs and spaces', 'm \t 3  ', {}, 3],
    ['no labels in braces', 'm{} 4', {}, 4],
    ['labels', 'm{a="1",b="2"} 5', { a: '1', b: '2' }, 5],
    ['a trailing comma', 'm{a="1",} 5', { a: '1' }, 5],
    ['spaces around labels', 'm{ a = "1" , b="2" } 5', { a: '1', b: '2' }, 5],
    ['no space after braces', 'm{a="1"}5', { a: '1' }, 5],
    ['escapes', String.raw`m{a="x\\y\"z\n"} 6`, { a: 'x\\y"z\n' }, 6],
    ['an unknown escape', String.raw`m{a="\q"} 6`, { a: '\\q' }, 6],
    ['a brace in a label', 'm{a="}",b="{"} 7', { a: '}', b: '{' }, 7],
    ['infinity', 'm{le="+Inf"} +Inf', { le: '+Inf' }, Number.POSITIVE_INFINITY],
    ['negative infinity', 'm -Inf', {}, Number.NEGATIVE_INFINITY],
    ['not a number', 'm NaN', {}, Number.NaN],
    ['a carriage return', 'm 1\r', {}, 1],
  ])('reads %s', (_, line, labels, value) => {
    expect(parse(line)).toEqual({
      samples: [{ series: { name: 'm', labels }, value }],
      malformed: 0,
    });
  });

  it.each([
    ['no value', 'm'],
    ['no value after labels', 'm{a="1"}'],
    ['a word for a value', 'm one'],
    ['a word for a timestamp', 'm 1 now'],
    ['too many fields', 'm 1 2 3'],
    ['an open brace', 'm{a="1" 2'],
    ['an open quote', 'm{a="1} 2'],
    ['an unquoted label', 'm{a=1} 2'],
    ['a bad label name', 'm{1a="1"} 2'],
    ['no comma between labels', 'm{a="1"b="2"} 2'],
  ])('counts a line with %s and goes on', (_, line) => {
    expect(parse(`${line}\nm 9\n`)).toEqual({
      samples: [{ series: { name: 'm', labels: {} }, value: 9 }],
      malformed: 1,
    });
  });

  it('passes over comments, empty lines and what is not wanted', () => {
    const page = '# HELP m text\n# TYPE m counter\n\nmm 1\nother{a="b"} x\nm 2';
    expect(parse(page)).toEqual({
      samples: [{ series: { name: 'm', labels: {} }, value: 2 }],
      malformed: 0,
    });
  });

  it('reads an empty page', () => {
    expect(parse('')).toEqual({ samples: [], malformed: 0 });
  });
});

describe('parseValue', () => {
  it.each(['', ' ', '0x10', '1_000', 'e5', '.', '--1', 'infin'])('refuses %j', (text) => {
    expect(parseValue(text)).toBeUndefined();
  });

  it.each([
    ['-3.5', -3.5],
    ['.5', 0.5],
    ['5.', 5],
    ['inf', Number.POSITIVE_INFINITY],
    ['-infinity', Number.NEGATIVE_INFINITY],
  ])('reads %j', (text, value) => {
    expect(parseValue(text)).toBe(value);
  });
});

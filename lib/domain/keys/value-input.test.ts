import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableBytes } from '../bytes';
import { fromFieldText, lineEndsOf, toFieldText } from './line-ends';
import { parseKeyInput, parseValueInput, type ValueEncoding, valueInputOf } from './value-input';

const encodings: ValueEncoding[] = ['text', 'hex', 'base64'];

describe('a typed value', () => {
  it('keeps every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        for (const encoding of encodings) {
          const text = valueInputOf(encoding, bytes);
          if (text !== undefined) {
            expect(parseValueInput(encoding, text)).toEqual({ bytes });
          }
        }
        expect(parseKeyInput('text', readableBytes(bytes))).toEqual({ bytes });
      }),
    );
  });

  it.each([
    ['hex', '00 fF\n10', [0, 255, 16]],
    ['hex', '', []],
    ['base64', 'AP8Q', [0, 255, 16]],
    ['base64', '_w==', [255]],
    ['base64', '/w', [255]],
    ['json', ' {"a": 1.0}\n', [...Buffer.from(' {"a": 1.0}\n')]],
    ['text', 'ü\0', [0xc3, 0xbc, 0]],
  ] as const)('%s %j', (encoding, text, bytes) => {
    expect(parseValueInput(encoding, text)).toEqual({ bytes: Uint8Array.from(bytes) });
  });

  it.each([
    ['hex', '0', 'not_hex'],
    ['hex', '0x10', 'not_hex'],
    ['base64', 'A', 'not_base64'],
    ['base64', 'AB', 'not_base64'],
    ['json', '{a: 1}', 'not_json'],
    ['json', '', 'not_json'],
    ['text', '\ud800', 'not_unicode'],
  ] as const)('%s %j is refused', (encoding, text, problem) => {
    expect(parseValueInput(encoding, text)).toMatchObject({ problem });
  });
});

describe('line ends', () => {
  it.each([
    ['a\nb', 'lf'],
    ['ab', 'lf'],
    ['a\r\nb\r\n', 'crlf'],
    ['a\r\nb\n', 'mixed'],
    ['a\rb', 'mixed'],
    ['a\n\rb', 'mixed'],
  ] as const)('of %j are %s', (text, ends) => {
    expect(lineEndsOf(text)).toBe(ends);
    if (ends !== 'mixed') {
      expect(fromFieldText(toFieldText(text), ends)).toBe(text);
    }
  });
});

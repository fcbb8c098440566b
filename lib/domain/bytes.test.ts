import { describe, expect, it } from 'vitest';
import {
  compareBytes,
  concatBytes,
  fromBase64Url,
  readableBytes,
  startsWithBytes,
  toBase64Url,
  utf8Bytes,
  utf8Text,
} from './bytes';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('base64url', () => {
  it.each([
    [bytes(), ''],
    [bytes(0), 'AA'],
    [bytes(0, 1), 'AAE'],
    [bytes(0, 1, 2), 'AAEC'],
    [bytes(0xff, 0xfe, 0xfd, 0xfc), '__79_A'],
  ])('of %o is %s', (value, text) => {
    expect(toBase64Url(value)).toBe(text);
    expect(fromBase64Url(text)).toEqual(value);
  });

  it('brings every length of every byte back', () => {
    for (let length = 0; length < 300; length += 1) {
      const value = Uint8Array.from({ length }, (_, index) => (index * 7 + length) & 255);
      expect(toBase64Url(value)).toBe(Buffer.from(value).toString('base64url'));
      expect(fromBase64Url(toBase64Url(value))).toEqual(value);
    }
  });

  it.each(['A', 'AB=', 'A+', 'A/', 'A A', 'AB', '☃☃'])('refuses %s', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});

describe('readableBytes', () => {
  it.each([
    [utf8Bytes('/registry/pods/a'), '/registry/pods/a'],
    [utf8Bytes('/配置/值 🦊'), '/配置/值 🦊'],
    [bytes(0, 0x41, 0xff), '\\x00A\\xff'],
    [utf8Bytes('a\\b'), 'a\\\\b'],
    [utf8Bytes('\n\r\t\u001b[31m'), '\\x0a\\x0d\\x09\\x1b[31m'],
    [utf8Bytes('\u202eevil'), '\\xe2\\x80\\xaeevil'],
    [utf8Bytes('\ufeffmark'), '\\xef\\xbb\\xbfmark'],
    [bytes(0xe4, 0xbd), '\\xe4\\xbd'],
    [bytes(0xc0, 0x80), '\\xc0\\x80'],
    [bytes(0xed, 0xa0, 0x80), '\\xed\\xa0\\x80'],
    [bytes(0xf0, 0x9f, 0xa6, 0x8a), '🦊'],
  ])('of %o is %s', (value, text) => {
    expect(readableBytes(value)).toBe(text);
  });

  it('gives no two byte pairs the same form', () => {
    const seen = new Set<string>();
    for (let pair = 0; pair < 65_536; pair += 1) {
      seen.add(readableBytes(bytes(pair >> 8, pair & 255)));
    }
    expect(seen.size).toBe(65_536);
  });
});

describe('bytes', () => {
  it.each([
    [bytes(), bytes(), 0],
    [bytes(1), bytes(1, 0), -1],
    [bytes(0x7f), bytes(0x80), -1],
    [bytes(2), bytes(1, 255), 1],
  ])('compares %o with %o', (left, right, sign) => {
    expect(Math.sign(compareBytes(left, right))).toBe(sign);
  });

  it('knows prefixes and joins', () => {
    expect(startsWithBytes(bytes(1, 2), bytes(1))).toBe(true);
    expect(startsWithBytes(bytes(1), bytes(1, 2))).toBe(false);
    expect(concatBytes(bytes(1), bytes(), bytes(2, 3))).toEqual(bytes(1, 2, 3));
  });

  it('takes only valid UTF-8 for text', () => {
    expect(utf8Text(utf8Bytes('é'))).toBe('é');
    expect(utf8Text(bytes(0xff))).toBeUndefined();
  });
});

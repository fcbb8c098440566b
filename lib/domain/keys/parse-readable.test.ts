import { describe, expect, it } from 'vitest';
import { readableBytes, utf8Bytes } from '../bytes';
import { parseReadable } from './parse-readable';

describe('parseReadable', () => {
  it('undoes readableBytes for every byte', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const bytes = Uint8Array.of(0x61, byte, 0x62, byte, byte);
      expect(parseReadable(readableBytes(bytes))).toEqual(bytes);
    }
  });

  it.each(['/registry/键', 'a\\b', 'a\\x41', '\\\\x41', '\\'])('keeps %s', (text) => {
    expect(parseReadable(readableBytes(utf8Bytes(text)))).toEqual(utf8Bytes(text));
  });

  it('takes a backslash that begins no escape for itself', () => {
    expect(parseReadable('a\\q')).toEqual(utf8Bytes('a\\q'));
  });
});

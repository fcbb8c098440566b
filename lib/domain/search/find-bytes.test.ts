import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../bytes';
import { excerptOfBytes, excerptOfText } from './excerpt';
import { byteFinder } from './find-bytes';
import { keyText } from './key-text';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('byteFinder', () => {
  it.each([
    [bytes(0xff), bytes(1, 0xff, 2), 1],
    [bytes(0, 0, 1), bytes(0, 0, 0, 0, 1), 2],
    [utf8Bytes('abab'), utf8Bytes('abaabab'), 3],
    [bytes(1, 2), bytes(2, 1), undefined],
    [bytes(1, 2), bytes(), undefined],
    [utf8Bytes('aabaaa'), utf8Bytes('aabaabaaa'), 3],
  ])('finds %j in %j', (needle, haystack, start) => {
    expect(byteFinder(needle, 'contains')(haystack)).toEqual(
      start === undefined ? undefined : { start, end: start + needle.length },
    );
  });

  it('finds a prefix only at the beginning', () => {
    const find = byteFinder(bytes(1, 2), 'prefix');
    expect([find(bytes(1, 2, 3)), find(bytes(0, 1, 2))]).toEqual([{ start: 0, end: 2 }, undefined]);
  });

  it('equals a search at every place', () => {
    const haystack = utf8Bytes('abbabaabbaababbabaababba');
    for (let from = 0; from < 6; from += 1) {
      for (let length = 1; length < 9; length += 1) {
        const needle = haystack.slice(from, from + length);
        const start = Buffer.from(haystack).indexOf(needle);
        expect(byteFinder(needle, 'contains')(haystack)).toEqual({ start, end: start + length });
      }
    }
  });
});

describe('keyText', () => {
  it.each([
    ['/registry/pods', '/registry/pods'],
    ['a\\b', 'a\\\\b'],
    ['grün', 'grün'],
    ['a\0', 'a\\x00'],
    ['x'.repeat(9_000), 'x'.repeat(9_000)],
  ])('of %j', (text, expected) => {
    expect(keyText(utf8Bytes(text))).toBe(expected);
  });
});

describe('excerpts', () => {
  it('are a line of a text around the match', () => {
    const text = `first\n  password: ${'p'.repeat(400)}\nlast`;
    const start = text.indexOf('password');
    const excerpt = excerptOfText(text, { start, end: start + 8 });
    expect(excerpt.text.slice(excerpt.start, excerpt.end)).toBe('password');
    expect(excerpt.text.length).toBeLessThanOrEqual(200);
    expect(excerpt.text).not.toContain('\n');
  });

  it('cut a match of several lines at the first', () => {
    const excerpt = excerptOfText('ab\ncd', { start: 1, end: 4 });
    expect(excerpt).toEqual({ text: 'ab', start: 1, end: 2 });
  });

  it('show a match that begins at a line break', () => {
    const excerpt = excerptOfText('ab\ncd', { start: 2, end: 4 });
    expect([excerpt.start, excerpt.end].every((place) => place <= excerpt.text.length)).toBe(true);
  });

  it('show bytes escaped, and the match in them', () => {
    const excerpt = excerptOfBytes(bytes(0x61, 0, 0xff, 0x62), { start: 1, end: 3 });
    expect(excerpt.text.slice(excerpt.start, excerpt.end)).toBe('\\x00\\xff');
  });
});

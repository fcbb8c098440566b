import { describe, expect, it } from 'vitest';
import { readableBytes, utf8Bytes } from '../bytes';
import { type KeyRange, prefixRange } from './key-range';
import { type LevelPart, levelParts } from './level-parts';

const under = (prefix: string): KeyRange => prefixRange(utf8Bytes(prefix));
const only = (key: string): KeyRange => ({ start: utf8Bytes(key), end: utf8Bytes(`${key}\0`) });

const text = ({ start, end }: KeyRange): string =>
  `[${readableBytes(start)}, ${end === undefined ? 'end' : readableBytes(end)})`;

const describePart = (part: LevelPart): string => {
  if (part.kind === 'open') {
    return `open ${text(part.window)}`;
  }
  return part.kind === 'locked'
    ? `locked ${text(part.range)}`
    : `partial ${readableBytes(part.folder.name)} ${part.ranges.map(text).join()}`;
};

const partsOf = (prefix: string, readable: KeyRange[] | undefined): string[] =>
  levelParts(utf8Bytes(prefix), utf8Bytes('/'), readable).map(describePart);

describe('levelParts', () => {
  it.each<[string, string, KeyRange[] | undefined, string[]]>([
    ['no roles', '/a/', undefined, ['open [/a/, /a0)']],
    ['everything', '', [{ start: Uint8Array.of(0), end: undefined }], ['open [\\x00, end)']],
    ['nothing', '/a/', [], ['locked [/a/, /a0)']],
    ['the folder itself', '/a/', [under('/a/')], ['open [/a/, /a0)']],
    ['a folder above', '/a/b/', [under('/a/')], ['open [/a/b/, /a/b0)']],
    [
      'a child folder',
      '/a/',
      [under('/a/b/')],
      ['locked [/a/, /a/b/)', 'open [/a/b/, /a/b0)', 'locked [/a/b0, /a0)'],
    ],
    [
      'far below',
      '/a/',
      [under('/a/b/c/')],
      ['locked [/a/, /a/b/)', 'partial /a/b/ [/a/b/c/, /a/b/c0)', 'locked [/a/b0, /a0)'],
    ],
    [
      'two ranges in one child',
      '/a/',
      [under('/a/b/d/'), under('/a/b/c/')],
      [
        'locked [/a/, /a/b/)',
        'partial /a/b/ [/a/b/c/, /a/b/c0),[/a/b/d/, /a/b/d0)',
        'locked [/a/b0, /a0)',
      ],
    ],
    [
      'ranges that touch',
      '/a/',
      [under('/a/b/'), { start: utf8Bytes('/a/b0'), end: utf8Bytes('/a/d') }],
      ['locked [/a/, /a/b/)', 'open [/a/b/, /a/d)', 'locked [/a/d, /a0)'],
    ],
    [
      'one key',
      '/a/',
      [only('/a/k')],
      ['locked [/a/, /a/k)', 'open [/a/k, /a/k\\x00)', 'locked [/a/k\\x00, /a0)'],
    ],
    ['elsewhere', '/a/', [under('/b/')], ['locked [/a/, /a0)']],
  ])('%s', (_name, prefix, readable, expected) => {
    expect(partsOf(prefix, readable)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { readableBytes, utf8Bytes } from '../bytes';
import { childOf, childSegment, foldersAbove, isChildBoundary } from './folder-child';

const read = (key: string, prefix: string, delimiter: string) => {
  const delimiterBytes = utf8Bytes(delimiter);
  const child = childOf(utf8Bytes(key), utf8Bytes(prefix), delimiterBytes);
  const segment = readableBytes(childSegment(child, utf8Bytes(prefix), delimiterBytes));
  return [child.kind, readableBytes(child.name), segment];
};

describe('childOf', () => {
  it.each([
    ['/a/b/c', '/a/', '/', ['folder', '/a/b/', 'b']],
    ['/a/b', '/a/', '/', ['key', '/a/b', 'b']],
    ['/a/', '/a/', '/', ['key', '/a/', '']],
    ['/a//b', '/a/', '/', ['folder', '/a//', '']],
    ['/a', '', '/', ['folder', '/', '']],
    ['a::b::c', 'a::', '::', ['folder', 'a::b::', 'b']],
    ['a:::b', 'a', '::', ['folder', 'a::', '']],
    ['/a/b', '', '', ['key', '/a/b', '/a/b']],
  ])('%s in %s with %s', (key, prefix, delimiter, expected) => {
    expect(read(key, prefix, delimiter)).toEqual(expected);
  });
});

describe('foldersAbove', () => {
  it.each([
    ['/a/b', ['/', '/a/']],
    ['/a/b/', ['/', '/a/']],
    ['a', []],
    ['//', ['/']],
  ])('%s', (key, folders) => {
    expect(foldersAbove(utf8Bytes(key), utf8Bytes('/')).map(readableBytes)).toEqual(folders);
  });
});

describe('isChildBoundary', () => {
  it.each([
    ['/a/b', true],
    ['/a/b/', true],
    ['/a/b/c', false],
    ['/b', false],
  ])('%s in /a/: %s', (position, expected) => {
    const prefix = utf8Bytes('/a/');
    expect(isChildBoundary(utf8Bytes(position), prefix, utf8Bytes('/'))).toBe(expected);
  });
});

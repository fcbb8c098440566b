import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../bytes';
import { prefixEnd, prefixRange, rangeBounds } from './key-range';

describe('prefixEnd', () => {
  it.each([
    [[0x61], [0x62]],
    [[0x61, 0xff], [0x62]],
    [[0x61, 0xff, 0xff], [0x62]],
    [[0x00], [0x01]],
  ])('%j ends before %j', (prefix, end) => {
    expect(prefixEnd(Uint8Array.from(prefix))).toEqual(Uint8Array.from(end));
  });

  it.each([[[]], [[0xff]], [[0xff, 0xff]]])('nothing follows %j', (prefix) => {
    expect(prefixEnd(Uint8Array.from(prefix))).toBeUndefined();
  });
});

it('leaves the bytes of a Buffer as they are', () => {
  const prefix = Buffer.from('/a/');
  prefixEnd(prefix);
  expect(prefix.toString()).toBe('/a/');
});

describe('rangeBounds', () => {
  it('reads everything as etcd wants it', () => {
    const everything = { key: Uint8Array.of(0), rangeEnd: Uint8Array.of(0) };
    expect(rangeBounds(prefixRange(new Uint8Array()))).toEqual(everything);
  });

  it('reads a prefix', () => {
    const { key, rangeEnd } = rangeBounds(prefixRange(utf8Bytes('/a/')));
    expect([key, rangeEnd]).toEqual([utf8Bytes('/a/'), utf8Bytes('/a0')]);
  });
});

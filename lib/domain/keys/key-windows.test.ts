import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, utf8Bytes } from '../bytes';
import { childOf } from './folder-child';
import { prefixEnd } from './key-range';
import { type KeyWindow, unknownWindows, windowOf, windowsOf, windowsToEnd } from './key-windows';

const slash = utf8Bytes('/');
const prefixes = ['', 'flat:', '/registry/', '1'].map(utf8Bytes);

const outerOf = (prefix: Uint8Array): KeyWindow =>
  windowOf(prefix, { start: prefix, end: prefixEnd(prefix) });

const cuts: [string, (outer: KeyWindow, delimiter: Uint8Array) => KeyWindow[]][] = [
  ['by the next byte', (outer) => windowsOf(outer)],
  ['from its end', windowsToEnd],
  [
    'from its start',
    (outer, delimiter) => unknownWindows(outer, outer.start, { prefix: outer.start, delimiter }),
  ],
];

const holds = ({ start, end }: KeyWindow, key: Uint8Array): boolean =>
  compareBytes(key, start) >= 0 && (end === undefined || compareBytes(key, end) < 0);

describe.each(cuts)('a window that is cut %s', (_, cut) => {
  it.each(prefixes)('is covered without a hole or an overlap, prefix %#', (prefix) => {
    const outer = outerOf(prefix);
    const windows = cut(outer, slash);
    // No key is empty, so the store begins at one NUL.
    const first = prefix.length === 0 ? [new Uint8Array(), Uint8Array.of(0)] : [prefix];
    expect(first).toContainEqual(windows[0]?.start);
    expect(windows.at(-1)?.end).toEqual(outer.end);
    for (const [index, { start, end }] of windows.entries()) {
      const next = windows[index + 1];
      expect(end === undefined || compareBytes(start, end) < 0).toBe(true);
      expect(next === undefined ? outer.end : next.start).toEqual(end);
    }
  });

  it('has no child that reaches over an edge', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 6 });
    const delimiters = fc.constantFrom('/', '1', 'a', ':', 'é').map(utf8Bytes);
    fc.assert(
      fc.property(
        fc.constantFrom(...prefixes),
        bytes,
        bytes,
        delimiters,
        (prefix, one, two, by) => {
          const outer = outerOf(prefix);
          const key = Uint8Array.from([...prefix, ...one, ...by, ...two]);
          const child = childOf(key, prefix, by);
          fc.pre(child.kind === 'folder' && holds(outer, key));
          const of = (wanted: Uint8Array) =>
            cut(outer, by).findIndex((window) => holds(window, wanted));
          expect(of(key)).toBe(of(child.name));
        },
      ),
    );
  });
});

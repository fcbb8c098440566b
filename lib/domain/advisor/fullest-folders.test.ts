import { describe, expect, it } from 'vitest';
import type { SpaceFolder } from '../api/space';
import { fullestFolders } from './fullest-folders';

const folder = (text: string, parent: number | null, keys: number, bytes = keys): SpaceFolder => ({
  name: { bytes: '', text },
  label: text,
  parent,
  keys,
  bytes,
  folded: { folders: 0, keys: 0, bytes: 0 },
  isDeepest: false,
  growth: null,
});

const folders = [
  folder('', null, 5_700),
  folder('/', 0, 5_619),
  folder('/registry/', 1, 5_600),
  folder('/registry/pods/', 2, 2_000, 9_000),
  folder('/registry/events/', 2, 3_000),
  folder('/registry/events/shop/', 4, 2_900),
  folder('/registry/leases/', 2, 500),
  folder('/registry/secrets/', 2, 100),
];

const texts = (by: 'keys' | 'bytes', list = folders) =>
  fullestFolders({ folders: list }, by, 3).map(({ name }) => name.text);

describe('fullestFolders', () => {
  it('goes down while one child holds most', () => {
    expect(texts('keys')).toEqual([
      '/registry/events/shop/',
      '/registry/pods/',
      '/registry/leases/',
    ]);
  });

  it('goes by bytes where those matter', () => {
    expect(texts('bytes')[0]).toBe('/registry/pods/');
  });

  it('tells a folder itself where none is told apart in it, and nothing of no scan', () => {
    expect(texts('keys', folders.slice(0, 3))).toEqual(['/registry/']);
    expect(texts('keys', [])).toEqual([]);
  });
});

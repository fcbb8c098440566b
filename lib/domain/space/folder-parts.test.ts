import { describe, expect, it } from 'vitest';
import { toBase64Url, utf8Bytes } from '../bytes';
import { firstPlace, folderParts, pathOfFolder } from './folder-parts';
import { folderSizes } from './folder-sizes';

const foldersOf = (keys: readonly string[], most = 100) => {
  const sizes = folderSizes({ prefix: utf8Bytes(''), delimiter: utf8Bytes('/'), most });
  for (const key of keys.toSorted()) {
    sizes.add(utf8Bytes(key), 10);
  }
  return sizes.list(most);
};

const bytes = (text: string) => toBase64Url(utf8Bytes(text));

describe('the parts of a folder', () => {
  it('are its folders, what is folded and its own keys, together all of it', () => {
    const keys = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2', 'c/1', 'd/1', 'own'];
    const parts = folderParts(foldersOf(keys, 3), 0);
    expect(parts.map(({ kind, label, keys: count }) => [kind, label, count])).toEqual([
      ['folder', 'a', 3],
      ['folder', 'b', 2],
      ['folded', '', 2],
      ['own', '', 1],
    ]);
    expect(folderParts([], 0)).toEqual([]);
  });

  it('begin at the prefix, or where the folders first divide', () => {
    const folders = foldersOf(['/r/a/1', '/r/b/1', '/r/b/x/2']);
    const label = (place: number) => folders[place]?.name.text;
    expect(label(firstPlace(folders, ''))).toBe('/r/');
    expect(label(firstPlace(folders, bytes('/r/b/')))).toBe('/r/b/');
    expect(label(firstPlace(folders, bytes('/elsewhere/')))).toBe('/r/');
    const path = pathOfFolder(folders, firstPlace(folders, bytes('/r/b/')));
    expect(path.map(label)).toEqual(['', '/', '/r/', '/r/b/']);
  });
});

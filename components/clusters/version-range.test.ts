import { describe, expect, it } from 'vitest';
import { versionRange } from './version-range';

describe('versionRange', () => {
  it.each([
    [[], undefined],
    [[null], undefined],
    [['3.5.21', null], { lowest: '3.5.21', highest: '3.5.21' }],
    [['3.5.21', '3.5.9', '3.6.0'], { lowest: '3.5.9', highest: '3.6.0' }],
  ])('of %o is %o', (versions, expected) => {
    expect(versionRange(versions)).toEqual(expected);
  });
});

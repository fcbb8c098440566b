import { describe, expect, it } from 'vitest';
import { parseVersion } from './version';
import { fixFor, isAffected, vulnerabilities } from './vulnerabilities';

const flawsOf = (text: string): string[] => {
  const version = parseVersion(text);
  return version === undefined
    ? []
    : vulnerabilities.filter((flaw) => isAffected(flaw, version)).map(({ id }) => id);
};

describe('known flaws of a version', () => {
  it.each([
    ['3.4.23', 6],
    ['3.4.45', 2],
    ['3.4.20', 7],
    ['3.5.0', 10],
    ['3.5.5', 8],
    ['3.5.16', 6],
    ['3.5.30', 3],
    ['3.5.33', 0],
    ['3.6.0-rc.1', 6],
    ['3.6.14', 0],
    ['3.7.0', 2],
    ['3.7.1', 0],
    ['3.8.0-alpha.0', 0],
    ['not a version', 0],
  ])('%s has %i', (version, count) => {
    expect(flawsOf(version)).toHaveLength(count);
  });

  it('are mended by the next version of the series, or of the next series', () => {
    const newest = vulnerabilities[0];
    expect(newest && fixFor(newest, [3, 5, 30])).toEqual([3, 5, 33]);
    expect(newest && fixFor(newest, [3, 4, 45])).toEqual([3, 5, 33]);
  });
});

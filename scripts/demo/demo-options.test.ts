import { describe, expect, it } from 'vitest';
import { parseDemoOptions } from './demo-options';

describe('parseDemoOptions', () => {
  it('has a small real cluster with traffic as its default', () => {
    expect(parseDemoOptions([])).toEqual({
      members: 3,
      series: undefined,
      keys: 5500,
      traffic: true,
      port: undefined,
    });
  });

  it('takes every option', () => {
    const words = '--members 5 --etcd 3.4 --keys 100 --no-traffic --port 8080'.split(' ');
    expect(parseDemoOptions(words)).toEqual({
      members: 5,
      series: '3.4',
      keys: 100,
      traffic: false,
      port: 8080,
    });
    expect(parseDemoOptions(['--help'])).toBe('help');
  });

  it.each([
    ['--members 2', '--members must be 1, 3 or 5, not 2.'],
    ['--keys 12', '--keys must be a whole number from 100 to 1000000, not 12.'],
    ['--keys 1e3', '--keys must be a whole number from 100 to 1000000, not 1e3.'],
    ['--etcd new', '--etcd must be a series such as 3.5, not new.'],
    ['--port 0', '--port must be a whole number from 1 to 65535, not 0.'],
    ['--colour red', "Unknown option '--colour'"],
  ])('refuses %s', (words, message) => {
    expect(() => parseDemoOptions(words.split(' '))).toThrow(message);
  });
});

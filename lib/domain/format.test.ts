import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMilliseconds,
  formatPercent,
} from './format';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    ['1024', '1 KiB'],
    [1536, '1.5 KiB'],
    ['408944640', '390 MiB'],
    [2147483648n, '2 GiB'],
    [1048575, '1 MiB'],
    ['18446744073709551615', '16 EiB'],
  ])('%s is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatCount', () => {
  it('keeps every digit of 64-bit numbers', () => {
    expect(formatCount('9223372036854775807')).toBe('9,223,372,036,854,775,807');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, 'en', '0s'],
    [59.4, 'en', '59s'],
    [180, 'en', '3m'],
    [3_725, 'en', '1h 2m'],
    [86_400, 'en', '1d'],
    [352_800, 'en', '4d 2h'],
    [-5, 'en', '0s'],
    [352_800, 'zh', '4天 2小时'],
  ])('%s seconds in %s are %s', (seconds, locale, text) => {
    expect(formatDuration(seconds, locale)).toBe(text);
  });
});

describe('formatMilliseconds', () => {
  it.each([
    [0, '0 ms'],
    [0.24, '240 µs'],
    [3.16, '3.2 ms'],
    [41.2, '41 ms'],
    [1_250, '1.25 s'],
  ])('%s is %s', (milliseconds, text) => {
    expect(formatMilliseconds(milliseconds)).toBe(text);
  });
});

describe('other formats', () => {
  it('formats percentages with a digit where small', () => {
    expect(formatPercent(0.31)).toBe('31%');
    expect(formatPercent(0.0042)).toBe('0.4%');
  });

  it('formats times in the given zone', () => {
    expect(formatDateTime('2026-11-22T03:42:07Z', 'en', 'Asia/Shanghai')).toBe(
      'Nov 22, 2026, 11:42:07',
    );
    expect(formatDate('2026-11-22T20:00:00Z', 'en', 'Asia/Shanghai')).toBe('Nov 23, 2026');
  });
});

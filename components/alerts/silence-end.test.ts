import { describe, expect, it } from 'vitest';
import { fieldTime, silenceEnd } from './silence-end';

const now = Date.parse('2026-11-22T10:00:00Z');

describe('silenceEnd', () => {
  it.each([
    ['1h', '2026-11-22T11:00:00.000Z'],
    ['4h', '2026-11-22T14:00:00.000Z'],
    ['1d', '2026-11-23T10:00:00.000Z'],
  ] as const)('%s ends at %s', (end, expected) => {
    expect(silenceEnd(end, '', now)).toBe(expected);
  });

  it('reads a time of the field in the time zone of the reader', () => {
    const local = new Date(2026, 10, 24, 8, 30);
    expect(silenceEnd('custom', '2026-11-24T08:30', now)).toBe(local.toISOString());
  });

  it.each([now, Date.parse('2026-07-01T03:04:00Z')])(
    'bounds the field in that zone: %d',
    (time) => {
      expect(silenceEnd('custom', fieldTime(time), now)).toBe(new Date(time).toISOString());
    },
  );
});

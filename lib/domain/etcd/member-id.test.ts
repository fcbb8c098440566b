import { expect, it } from 'vitest';
import { toHexId } from './member-id';
import { parseAlarm } from './parse-alarm';

it.each([
  ['10276657743932975437', '8e9e05c52164694d'],
  ['0', '0'],
  ['18446744073709551615', 'ffffffffffffffff'],
  ['-1', 'ffffffffffffffff'],
])('%s is %s in hex', (decimal, hex) => {
  expect(toHexId(decimal)).toBe(hex);
});

it('reads alarms as Status prints them, and nothing else', () => {
  expect(parseAlarm('memberID:10276657743932975437 alarm:NOSPACE ')).toEqual({
    memberId: '8e9e05c52164694d',
    type: 'NOSPACE',
  });
  expect(parseAlarm('memberID:1 alarm:NEWKIND')).toEqual({ memberId: '1', type: 'UNKNOWN' });
  expect(parseAlarm('etcdserver: no leader')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { hexDump } from './hex-dump';

it('prints what hexdump -C prints', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, index) => 0x58 + index);
  expect(hexDump(bytes).split('\n')).toEqual([
    '00000000  58 59 5a 5b 5c 5d 5e 5f  60 61 62 63 64 65 66 67  |XYZ[\\]^_`abcdefg|',
    '00000010  68 69                                             |hi|',
  ]);
});

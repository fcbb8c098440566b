import { describe, expect, it } from 'vitest';
import { decodeRange } from './range-messages';
import { decodeWatch } from './watch-messages';
import { WireReader } from './wire-reader';

/** A field with a varint. */
const varint = (field: number, value: bigint): number[] => {
  const bytes: number[] = [field << 3];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
};

/** A field with bytes, shorter than 128. */
const block = (field: number, bytes: readonly number[]): number[] => [
  (field << 3) | 2,
  bytes.length,
  ...bytes,
];

describe('decimal', () => {
  it.each([
    ['0', 0n],
    ['127', 127n],
    ['128', 128n],
    ['562949953421311', 2n ** 49n - 1n],
    ['562949953421312', 2n ** 49n],
    ['9007199254740993', 2n ** 53n + 1n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-1', -1n],
  ])('reads %s', (text, value) => {
    const reader = new WireReader(Uint8Array.from(varint(1, value)));
    reader.tag();
    expect(reader.decimal()).toBe(text);
  });

  it('reads the ids of members, which use all 64 bits, without a sign', () => {
    const reader = new WireReader(Uint8Array.from(varint(1, -1n)));
    reader.tag();
    expect(reader.decimal('uint64')).toBe('18446744073709551615');
  });
});

describe('decodeRange', () => {
  const header = [...varint(2, 2n ** 64n - 3n), ...varint(3, 70_000n)];
  const stored = [
    ...block(1, [0, 0xff]),
    ...varint(2, 5n),
    ...varint(3, 2n ** 60n),
    ...varint(4, 2n),
    ...block(5, [1, 2]),
    ...varint(6, -2n),
  ];
  const unknown = [(9 << 3) | 5, 1, 2, 3, 4, (10 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8];

  it('reads every field and steps over those it does not know', () => {
    const bytes = [
      ...block(1, header),
      ...unknown,
      ...block(2, [...stored, ...unknown]),
      ...block(2, []),
      ...varint(3, 1n),
      ...varint(4, 1_000_000n),
    ];
    expect(decodeRange(Uint8Array.from(bytes))).toEqual({
      header: {
        clusterId: '0',
        memberId: '18446744073709551613',
        revision: '70000',
        raftTerm: '0',
      },
      keys: [
        {
          key: Uint8Array.of(0, 0xff),
          createRevision: '5',
          modRevision: '1152921504606846976',
          version: '2',
          value: Uint8Array.of(1, 2),
          lease: '-2',
        },
        {
          key: new Uint8Array(),
          createRevision: '0',
          modRevision: '0',
          version: '0',
          value: new Uint8Array(),
          lease: '0',
        },
      ],
      more: true,
      count: '1000000',
    });
  });

  it.each([
    ['a length beyond the end', [0x12, 0x05, 0x0a]],
    ['a number without an end', [0x20, 0x80]],
    ['a nested length beyond its message', [0x12, 0x02, 0x0a, 0x05, 0x01, 0x01, 0x01, 0x01, 0x01]],
    ['a wire type that does not exist', [0x17]],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeRange(Uint8Array.from(bytes))).toThrow(RangeError);
  });

  it('gives keys that are views but no Buffers, whose slice would share memory', () => {
    const bytes = Buffer.from(block(2, block(1, [1, 2, 3])));
    const [first] = decodeRange(bytes).keys;
    const copy = first?.key.slice();
    bytes.fill(9);
    expect(copy).toEqual(Uint8Array.of(1, 2, 3));
  });
});

it('decodes a cancelled watch with where history begins', () => {
  const bytes = [...varint(4, 1n), ...varint(5, 99n), ...block(6, [...Buffer.from('why')])];
  expect(decodeWatch(Uint8Array.from(bytes))).toMatchObject({
    created: false,
    canceled: true,
    compactRevision: '99',
    cancelReason: 'why',
    events: [],
  });
});

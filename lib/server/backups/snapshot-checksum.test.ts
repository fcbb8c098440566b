import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/domain/errors';
import type { SnapshotPart } from '../etcd/cluster-connection';
import { createSnapshotChecksum, type ProvedSnapshot } from './snapshot-checksum';

const blobs = [1, 2, 3].map((value) => new Uint8Array(1024).fill(value));
const database = Buffer.concat(blobs);
const digest = createHash('sha256').update(database).digest();

const goodParts = (): SnapshotPart[] => [
  ...blobs.map((blob, index) => ({
    blob: Uint8Array.from(blob),
    remainingBytes: String(database.length - 1024 * (index + 1)),
  })),
  { blob: Uint8Array.from(digest), remainingBytes: '0' },
];

const check = (parts: SnapshotPart[]): ProvedSnapshot => {
  const checksum = createSnapshotChecksum();
  for (const part of parts) {
    checksum.take(part);
  }
  return checksum.finish();
};

const flipBit = (parts: SnapshotPart[], part: number, byte: number): SnapshotPart[] => {
  const { blob } = parts[part] ?? { blob: new Uint8Array() };
  blob[byte] = (blob[byte] ?? 0) ^ 1;
  return parts;
};

describe('createSnapshotChecksum', () => {
  it('gives size and digest of a whole snapshot', () => {
    expect(check(goodParts())).toEqual({ size: 3104, sha256: digest.toString('hex') });
  });

  it('knows the size of the file from the first part on', () => {
    const checksum = createSnapshotChecksum();
    expect(checksum.total()).toBeUndefined();
    checksum.take(goodParts()[0] ?? { blob: new Uint8Array(), remainingBytes: '0' });
    expect(checksum.total()).toBe(3104);
  });

  it.each<[string, (parts: SnapshotPart[]) => SnapshotPart[], string]>([
    ['a flipped bit in the database', (parts) => flipBit(parts, 1, 500), 'does not match'],
    ['a flipped bit in the trailer', (parts) => flipBit(parts, 3, 31), 'does not match'],
    ['a stream without a trailer', (parts) => parts.slice(0, 3), 'ended early'],
    ['a stream cut in the database', (parts) => parts.slice(0, 2), 'ended early'],
    ['an empty stream', () => [], 'ended early'],
    ['a missing part', (parts) => parts.toSpliced(1, 1), 'size changed'],
    [
      'a short trailer',
      (parts) => parts.toSpliced(3, 1, { blob: digest.subarray(1), remainingBytes: '0' }),
      'not 32 bytes',
    ],
    ['two trailers', (parts) => [...parts, ...parts.slice(3)], 'bytes follow'],
    [
      'a size that is no database',
      () => {
        const blob = new Uint8Array(100);
        const sha = createHash('sha256').update(blob).digest();
        return [
          { blob, remainingBytes: '0' },
          { blob: sha, remainingBytes: '0' },
        ];
      },
      'not one a database can have',
    ],
  ])('refuses %s', (_, change, reason) => {
    const attempt = (): ProvedSnapshot => check(change(goodParts()));
    expect(attempt).toThrow(reason);
    try {
      attempt();
    } catch (error) {
      expect(isAppError(error) && error.code).toBe('snapshot_corrupt');
    }
  });
});

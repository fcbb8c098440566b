import 'server-only';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { SnapshotPart } from './cluster-connection';

/** The path of Maintenance.Snapshot. */
export const snapshotPath = '/etcdserverpb.Maintenance/Snapshot';

/** SnapshotRequest has no fields. */
export const encodeSnapshotRequest = (): Buffer => Buffer.alloc(0);

/**
 * SnapshotResponse: remaining_bytes = 2, blob = 3. Read by hand, because it decodes every byte of
 * a database that may have gigabytes; the blob shares memory with the received frame.
 */
export const decodeSnapshotPart = (bytes: Uint8Array): SnapshotPart => {
  const reader = new BinaryReader(bytes);
  let remainingBytes = '0';
  let blob: Uint8Array = new Uint8Array();
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (number === 2) {
      remainingBytes = String(reader.uint64());
    } else if (number === 3) {
      blob = reader.bytes();
    } else {
      reader.skip(wireType, number);
    }
  }
  return { blob, remainingBytes };
};

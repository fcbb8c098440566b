import 'server-only';
import { createHash } from 'node:crypto';
import { AppError } from '@/lib/domain/errors';
import type { SnapshotPart } from '../etcd/cluster-connection';

/** What a complete and proved snapshot amounts to. */
export type ProvedSnapshot = {
  /** Bytes of the file, the trailer included. */
  size: number;
  /** Hex SHA-256 of the database, as the trailer holds it. */
  sha256: string;
};

/** Checks a snapshot stream while it passes. Every function throws `snapshot_corrupt`. */
export type SnapshotChecksum = {
  /** Takes the next part. */
  take(part: SnapshotPart): void;
  /** Bytes the whole file will have, known from the first part on. */
  total(): number | undefined;
  /** To be called once the stream has ended. */
  finish(): ProvedSnapshot;
};

const trailerLength = 32;
const pageAlignment = 512;

const corrupt = (reason: string): AppError =>
  new AppError('snapshot_corrupt', {
    detail: `The snapshot did not arrive whole: ${reason}. Nothing was kept; try again, or try another member.`,
    parameters: { reason },
  });

/**
 * The rules of etcd's snapshot stream (Snapshot in api/v3rpc/maintenance.go and hasChecksum in
 * etcdutl/snapshot): the database in blobs with a falling count of bytes that remain, then one
 * message with the 32-byte SHA-256 of all before. etcdctl only looks at the length; here the
 * digest is computed too.
 */
export const createSnapshotChecksum = (): SnapshotChecksum => {
  const hash = createHash('sha256');
  let databaseSize: number | undefined;
  let received = 0;
  let trailer: Uint8Array | undefined;

  const takeTrailer = (blob: Uint8Array): void => {
    if (trailer !== undefined) {
      throw corrupt('bytes follow its checksum');
    }
    if (blob.length !== trailerLength) {
      throw corrupt('its checksum is not 32 bytes long');
    }
    trailer = Uint8Array.from(blob);
  };

  return {
    take({ blob, remainingBytes }) {
      if (databaseSize !== undefined && received === databaseSize) {
        takeTrailer(blob);
        return;
      }
      received += blob.length;
      databaseSize ??= received + Number(remainingBytes);
      if (received + Number(remainingBytes) !== databaseSize) {
        throw corrupt('its size changed on the way');
      }
      hash.update(blob);
    },
    total: () => (databaseSize === undefined ? undefined : databaseSize + trailerLength),
    finish() {
      if (trailer === undefined || databaseSize === undefined) {
        throw corrupt('it ended early');
      }
      if (databaseSize % pageAlignment !== 0) {
        throw corrupt('its size is not one a database can have');
      }
      const digest = hash.digest();
      if (!digest.equals(trailer)) {
        throw corrupt('its SHA-256 does not match its bytes');
      }
      return { size: databaseSize + trailerLength, sha256: digest.toString('hex') };
    },
  };
};

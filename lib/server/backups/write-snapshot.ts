import 'server-only';
import type { FileHandle } from 'node:fs/promises';
import type { SnapshotPart } from '../etcd/cluster-connection';
import { createBlockWriter } from './block-writer';
import { createSnapshotChecksum, type ProvedSnapshot } from './snapshot-checksum';

/** What a snapshot is read from, where it goes and who is told. */
export type SnapshotTransfer = {
  /** The stream of a member, which ends with an error once the signal aborts. */
  parts: AsyncIterable<SnapshotPart>;
  file: FileHandle;
  signal: AbortSignal;
  /** Called for every part, with bytes done and bytes of the whole file. */
  onProgress: (done: number, total: number) => void;
};

/**
 * Writes a snapshot stream to a file and proves it on the way: constant memory, whatever the
 * size. Rejects with `snapshot_corrupt`, the member's error, the file's error or the signal's
 * reason; the file then holds garbage.
 */
export const writeSnapshot = async ({
  parts,
  file,
  signal,
  onProgress,
}: SnapshotTransfer): Promise<ProvedSnapshot> => {
  const checksum = createSnapshotChecksum();
  const writer = createBlockWriter(file);
  let done = 0;
  try {
    for await (const part of parts) {
      signal.throwIfAborted();
      checksum.take(part);
      await writer.write(part.blob);
      done += part.blob.length;
      onProgress(done, checksum.total() ?? done);
    }
    signal.throwIfAborted();
    const proved = checksum.finish();
    await writer.end();
    return proved;
  } finally {
    await writer.settle();
  }
};

import 'server-only';
import type { FileHandle } from 'node:fs/promises';

/** Writes small pieces to a file in large blocks, one block filling while the other is written. */
export type BlockWriter = {
  /** Takes bytes; resolves once there is room for more. Rejects with the file's error. */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what is left. */
  end(): Promise<void>;
  /** Resolves once nothing is being written any more, whether or not it succeeded. */
  settle(): Promise<void>;
};

const blockSize = 1024 * 1024;

const writeFully = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await file.write(bytes, offset);
    offset += bytesWritten;
  }
};

/** A writer of 1 MiB blocks to a file opened for writing; it holds two of them in memory. */
export const createBlockWriter = (file: FileHandle): BlockWriter => {
  let filling = Buffer.allocUnsafe(blockSize);
  let spare = Buffer.allocUnsafe(blockSize);
  let used = 0;
  let writing: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    await writing;
    writing = writeFully(file, filling.subarray(0, used));
    // Awaited at the next flush; until then a failure must not count as unhandled.
    writing.catch(() => undefined);
    [filling, spare] = [spare, filling];
    used = 0;
  };

  return {
    async write(bytes) {
      let offset = 0;
      while (offset < bytes.length) {
        const taken = Math.min(blockSize - used, bytes.length - offset);
        filling.set(bytes.subarray(offset, offset + taken), used);
        used += taken;
        offset += taken;
        if (used === blockSize) {
          await flush();
        }
      }
    },
    async end() {
      await flush();
      await writing;
    },
    settle: () => writing.catch(() => undefined),
  };
};

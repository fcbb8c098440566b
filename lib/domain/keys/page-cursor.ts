import { concatBytes } from '../bytes';

/** Where the next page of a folder begins, and the folder's total at the pinned revision. */
export type PageCursor = { position: Uint8Array; total: bigint };

/** A cursor as bytes: the total as eight bytes, most significant first, then the position. */
export const encodeCursor = ({ position, total }: PageCursor): Uint8Array => {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setBigUint64(0, total);
  return concatBytes(head, position);
};

/** The cursor in bytes, or undefined where they are too short to be one. */
export const decodeCursor = (bytes: Uint8Array): PageCursor | undefined => {
  if (bytes.length < 8) {
    return undefined;
  }
  const total = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  return { position: bytes.slice(8), total };
};

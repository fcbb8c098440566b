import { concatBytes } from '../bytes';

/** Where a page of a folder begins, or before what it ends; bytes of a child's name. */
export type PageCursor = {
  direction: 'from' | 'before';
  position: Uint8Array;
  /** Keys of the folder before the position, where they were counted. */
  before: bigint | undefined;
};

const isBackward = 1;
const isCounted = 2;

/** A cursor as bytes: flags, the keys before as eight bytes (most significant first), the name. */
export const encodeCursor = ({ direction, position, before }: PageCursor): Uint8Array => {
  const head = new Uint8Array(9);
  const flags = (direction === 'before' ? isBackward : 0) | (before === undefined ? 0 : isCounted);
  head[0] = flags;
  new DataView(head.buffer).setBigUint64(1, before ?? 0n);
  return concatBytes(head, position);
};

/** The cursor in bytes, or undefined where they are none. */
export const decodeCursor = (bytes: Uint8Array): PageCursor | undefined => {
  const [flags = 0] = bytes;
  if (bytes.length < 9 || flags > (isBackward | isCounted)) {
    return undefined;
  }
  const before = new DataView(bytes.buffer, bytes.byteOffset, 9).getBigUint64(1);
  return {
    direction: (flags & isBackward) === 0 ? 'from' : 'before',
    position: Uint8Array.from(bytes.subarray(9)),
    before: (flags & isCounted) === 0 ? undefined : before,
  };
};

/** What an analysis needs of a key; 64-bit numbers as decimal text, `lease` "0" where none. */
export type SpaceEntry = {
  key: Uint8Array;
  value: Uint8Array;
  modRevision: string;
  version: string;
  lease: string;
};

/** Bytes of a key: its name and its value. */
export const sizeOfEntry = ({ key, value }: SpaceEntry): number => key.length + value.length;

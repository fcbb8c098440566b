import 'server-only';
import type { StoredKey } from './key-source';
import { noHeader, type ResponseHeader, readHeader } from './response-header';
import { WireReader } from './wire-reader';

/** RangeResponse as this process reads it; a field at its zero value is "0", false or empty. */
export type RangeMessage = {
  header: ResponseHeader;
  keys: StoredKey[];
  more: boolean;
  count: string;
};

/** TxnResponse of range reads only; the header of a range within it is of no use. */
export type ReadTxnMessage = { header: ResponseHeader; ranges: RangeMessage[] };

const nothing: Uint8Array = new Uint8Array();

/** KeyValue of kv.proto; key and value are views of the message. */
export const readStoredKey = (reader: WireReader): StoredKey => {
  let key = nothing;
  let value = nothing;
  let createRevision = '0';
  let modRevision = '0';
  let version = '0';
  let lease = '0';
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      key = reader.bytesField();
    } else if (field === 2) {
      createRevision = reader.decimal();
    } else if (field === 3) {
      modRevision = reader.decimal();
    } else if (field === 4) {
      version = reader.decimal();
    } else if (field === 5) {
      value = reader.bytesField();
    } else if (field === 6) {
      lease = reader.decimal();
    } else {
      reader.skip(wireType);
    }
  }
  return { key, value, createRevision, modRevision, version, lease };
};

const readRange = (reader: WireReader): RangeMessage => {
  const range: RangeMessage = { header: noHeader(), keys: [], more: false, count: '0' };
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      range.header = readHeader(reader.message());
    } else if (field === 2) {
      range.keys.push(readStoredKey(reader.message()));
    } else if (field === 3) {
      range.more = reader.number() !== 0;
    } else if (field === 4) {
      range.count = reader.decimal();
    } else {
      reader.skip(wireType);
    }
  }
  return range;
};

/** The RangeResponse of a ResponseOp, undefined where it answers something else. */
const readOperation = (reader: WireReader): RangeMessage | undefined => {
  let range: RangeMessage | undefined;
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      range = readRange(reader.message());
    } else {
      reader.skip(wireType);
    }
  }
  return range;
};

/** Decodes RangeResponse. Throws RangeError where the bytes are none. */
export const decodeRange = (bytes: Uint8Array): RangeMessage => readRange(new WireReader(bytes));

/** Decodes TxnResponse. Throws RangeError where the bytes are none. */
export const decodeReadTxn = (bytes: Uint8Array): ReadTxnMessage => {
  const reader = new WireReader(bytes);
  const txn: ReadTxnMessage = { header: noHeader(), ranges: [] };
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    const operation = field === 3 ? readOperation(reader.message()) : undefined;
    if (field === 1) {
      txn.header = readHeader(reader.message());
    } else if (operation !== undefined) {
      txn.ranges.push(operation);
    } else if (field !== 3) {
      reader.skip(wireType);
    }
  }
  return txn;
};

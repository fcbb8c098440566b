import 'server-only';
import type { WatchEvent } from './cluster-connection';
import { readStoredKey } from './range-messages';
import { noHeader, type ResponseHeader, readHeader } from './response-header';
import { WireReader } from './wire-reader';

/** WatchResponse as this process reads it. */
export type WatchMessage = {
  header: ResponseHeader;
  created: boolean;
  canceled: boolean;
  /** Above "0" where the watch was cancelled because its start is compacted. */
  compactRevision: string;
  cancelReason: string;
  /** More of the same answer follows. */
  fragment: boolean;
  events: WatchEvent[];
};

/** mvccpb.Event of kv.proto. */
const readEvent = (reader: WireReader): WatchEvent => {
  let kind: WatchEvent['kind'] = 'put';
  let stored = readStoredKey(new WireReader(new Uint8Array()));
  let previous: WatchEvent['previous'];
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      kind = reader.number() === 1 ? 'delete' : 'put';
    } else if (field === 2) {
      stored = readStoredKey(reader.message());
    } else if (field === 3) {
      previous = readStoredKey(reader.message());
    } else {
      reader.skip(wireType);
    }
  }
  return { kind, stored, previous };
};

/** Decodes WatchResponse. Throws RangeError where the bytes are none. */
export const decodeWatch = (bytes: Uint8Array): WatchMessage => {
  const reader = new WireReader(bytes);
  const message: WatchMessage = {
    header: noHeader(),
    created: false,
    canceled: false,
    compactRevision: '0',
    cancelReason: '',
    fragment: false,
    events: [],
  };
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      message.header = readHeader(reader.message());
    } else if (field === 3) {
      message.created = reader.number() !== 0;
    } else if (field === 4) {
      message.canceled = reader.number() !== 0;
    } else if (field === 5) {
      message.compactRevision = reader.decimal();
    } else if (field === 6) {
      message.cancelReason = new TextDecoder().decode(reader.bytesField());
    } else if (field === 7) {
      message.fragment = reader.number() !== 0;
    } else if (field === 11) {
      message.events.push(readEvent(reader.message()));
    } else {
      reader.skip(wireType);
    }
  }
  return message;
};

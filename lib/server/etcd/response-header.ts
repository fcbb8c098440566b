import 'server-only';
import type { WireReader } from './wire-reader';

/** What etcd puts at the head of an answer; 64-bit numbers are decimal text. */
export type ResponseHeader = {
  clusterId: string;
  memberId: string;
  revision: string;
  raftTerm: string;
};

/** A header none of whose fields was sent. */
export const noHeader = (): ResponseHeader => ({
  clusterId: '0',
  memberId: '0',
  revision: '0',
  raftTerm: '0',
});

/** ResponseHeader of rpc.proto. */
export const readHeader = (reader: WireReader): ResponseHeader => {
  const header = noHeader();
  while (!reader.isAtEnd) {
    const { field, wireType } = reader.tag();
    if (field === 1) {
      header.clusterId = reader.decimal('uint64');
    } else if (field === 2) {
      header.memberId = reader.decimal('uint64');
    } else if (field === 3) {
      header.revision = reader.decimal();
    } else if (field === 4) {
      header.raftTerm = reader.decimal('uint64');
    } else {
      reader.skip(wireType);
    }
  }
  return header;
};

import 'server-only';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { utf8Text } from '@/lib/domain/bytes';

/** A line of a file, from 1 on; `text` is undefined where it is not UTF-8 or far too long. */
export type FileLine = { number: number; text: string | undefined };

/** The largest value etcd can be told to take, in base64url, with room for its key. */
const longestLine = 16 * 1024 * 1024;
const newline = 0x0a;

/** The bytes of one line as they come in. */
class LineBytes {
  private parts: Uint8Array[] = [];
  private length = 0;

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length <= longestLine) {
      this.parts.push(part);
    } else {
      this.parts = [];
    }
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  take(number: number): FileLine {
    const text = this.length > longestLine ? undefined : utf8Text(Buffer.concat(this.parts));
    this.parts = [];
    this.length = 0;
    return { number, text };
  }
}

/** Reads a file line by line, holding one line at a time. Rejects with the error of the file. */
export async function* fileLines(path: string): AsyncGenerator<FileLine> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  const line = new LineBytes();
  let number = 1;
  // The stream closes the file, also where the reader of the lines stops early.
  for await (const chunk of file.createReadStream()) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      line.add(chunk.subarray(start, end));
      yield line.take(number);
      number += 1;
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  if (!line.isEmpty) {
    yield line.take(number);
  }
}

import 'server-only';
import { Transform, type TransformCallback } from 'node:stream';

/** How many bytes at the end of `bytes` could be the beginning of `text`. */
const partialMatchLength = (bytes: Buffer, text: Buffer): number => {
  const longest = Math.min(bytes.length, text.length - 1);
  for (let length = longest; length > 0; length -= 1) {
    if (bytes.subarray(bytes.length - length).equals(text.subarray(0, length))) {
      return length;
    }
  }
  return 0;
};

/**
 * A stream that puts `replacement` in the place of every `text`, also where a chunk ends inside
 * one. It holds back nothing but a possible beginning of `text`, so streamed pages stay streamed.
 */
export class ReplaceText extends Transform {
  readonly #text: Buffer;
  readonly #replacement: Buffer;
  #heldBack: Buffer = Buffer.alloc(0);

  constructor(text: string, replacement: string) {
    super();
    this.#text = Buffer.from(text);
    this.#replacement = Buffer.from(replacement);
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    const bytes = this.#heldBack.length === 0 ? chunk : Buffer.concat([this.#heldBack, chunk]);
    let from = 0;
    let found = bytes.indexOf(this.#text, from);
    while (found >= 0) {
      this.#give(bytes.subarray(from, found));
      this.#give(this.#replacement);
      from = found + this.#text.length;
      found = bytes.indexOf(this.#text, from);
    }
    const rest = bytes.subarray(from);
    const held = partialMatchLength(rest, this.#text);
    this.#give(rest.subarray(0, rest.length - held));
    this.#heldBack = rest.subarray(rest.length - held);
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#give(this.#heldBack);
    done();
  }

  #give(bytes: Buffer): void {
    if (bytes.length > 0) {
      this.push(bytes);
    }
  }
}

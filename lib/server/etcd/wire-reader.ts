import 'server-only';

const continued = 0x80;
const payload = 0x7f;

/**
 * Reads protobuf's wire format field by field (protobuf.dev, "Encoding"). Written by hand, because
 * a page of keys is mostly small fields and a general decoder spends its time on making objects of
 * them. Numbers of 64 bits come as decimal text; bytes share memory with the message.
 */
export class WireReader {
  #position: number;
  readonly #end: number;

  constructor(
    private readonly bytes: Uint8Array,
    start = 0,
    end = bytes.length,
  ) {
    this.#position = start;
    this.#end = end;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#end;
  }

  /** The number of the next field, and where its tag's wire type matters, `wireType`. */
  tag(): { field: number; wireType: number } {
    const tag = this.number();
    return { field: tag >>> 3, wireType: tag & 7 };
  }

  /** A varint that is known to be small: a length, a flag, an enum. */
  number(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#next();
      value += (byte & payload) * scale;
      if (byte < continued) {
        return value;
      }
      scale *= 128;
    }
  }

  /** An int64 or uint64 as decimal text; negative int64 as its two's complement says. */
  decimal(kind: 'int64' | 'uint64' = 'int64'): string {
    const start = this.#position;
    const value = this.number();
    if (this.#position - start <= 7) {
      return String(value);
    }
    this.#position = start;
    let exact = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#next();
      exact |= BigInt(byte & payload) << shift;
      if (byte < continued) {
        return String(kind === 'int64' ? BigInt.asIntN(64, exact) : BigInt.asUintN(64, exact));
      }
    }
  }

  /** A length-delimited field, as a view. */
  bytesField(): Uint8Array {
    const length = this.number();
    const start = this.#advance(length);
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, length);
  }

  /** A length-delimited field that is a message of its own. */
  message(): WireReader {
    const length = this.number();
    const start = this.#advance(length);
    return new WireReader(this.bytes, start, start + length);
  }

  /** Steps over a field this process does not know. */
  skip(wireType: number): void {
    if (wireType === 0) {
      this.number();
    } else if (wireType === 1) {
      this.#advance(8);
    } else if (wireType === 2) {
      this.#advance(this.number());
    } else if (wireType === 5) {
      this.#advance(4);
    } else {
      throw new RangeError(`unknown wire type ${wireType}`);
    }
  }

  #next(): number {
    const byte = this.#position < this.#end ? this.bytes[this.#position] : undefined;
    if (byte === undefined) {
      throw new RangeError('the message ends in the middle of a field');
    }
    this.#position += 1;
    return byte;
  }

  /** Moves on by so many bytes and gives where it stood. */
  #advance(length: number): number {
    const start = this.#position;
    if (start + length > this.#end) {
      throw new RangeError('the message ends in the middle of a field');
    }
    this.#position = start + length;
    return start;
  }
}

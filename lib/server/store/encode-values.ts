import 'server-only';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A whole number takes at most nine bytes, a float one and its eight. */
const longestValue = 9;

/** The difference "minus zero", which no other number has, announces a float. */
const floatMark = 0x40;

const deflateOptions = { level: 6, windowBits: 13, memLevel: 6 };

/**
 * Packs the values of a row, bit for bit but for the payload of a NaN. A whole number is written as
 * its difference to the whole number before it, because neighbours in a histogram are mostly equal
 * and most counters zero: sign and magnitude in base 128, six bits in the first byte. Anything else
 * is written as a 64-bit float. What comes out is deflated.
 */
export const packValues = (values: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(values.length * longestValue);
  const view = new DataView(bytes.buffer);
  let previous = 0;
  let length = 0;
  for (const value of values) {
    const difference = value - previous;
    if (Number.isSafeInteger(value) && Number.isSafeInteger(difference) && !Object.is(value, -0)) {
      length = writeWhole(bytes, length, difference);
      previous = value;
    } else {
      bytes[length] = floatMark;
      view.setFloat64(length + 1, value, true);
      length += longestValue;
    }
  }
  return deflateRawSync(bytes.subarray(0, length), deflateOptions);
};

const writeWhole = (bytes: Uint8Array, start: number, difference: number): number => {
  let magnitude = Math.abs(difference);
  let position = start;
  let rest = Math.floor(magnitude / 64);
  bytes[position] = (rest > 0 ? 0x80 : 0) | (difference < 0 ? 0x40 : 0) | (magnitude % 64);
  position += 1;
  while (rest > 0) {
    magnitude = rest;
    rest = Math.floor(magnitude / 128);
    bytes[position] = (rest > 0 ? 0x80 : 0) | (magnitude % 128);
    position += 1;
  }
  return position;
};

/** Unpacks what `packValues` packed. */
export const unpackValues = (packed: Uint8Array): Float64Array => {
  const bytes = inflateRawSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: number[] = [];
  let previous = 0;
  for (let position = 0; position < bytes.length; ) {
    let byte = bytes[position] ?? 0;
    position += 1;
    if (byte === floatMark) {
      values.push(view.getFloat64(position, true));
      position += 8;
      continue;
    }
    const sign = (byte & 0x40) === 0 ? 1 : -1;
    let magnitude = byte & 0x3f;
    for (let scale = 64; byte >= 0x80; scale *= 128) {
      byte = bytes[position] ?? 0;
      position += 1;
      magnitude += (byte & 0x7f) * scale;
    }
    previous += sign * magnitude;
    values.push(previous);
  }
  return Float64Array.from(values);
};

/** Reads values as they were stored before they were packed: 64-bit floats one after the other. */
export const readPlainValues = (stored: Uint8Array): Float64Array => {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  return Float64Array.from({ length: stored.byteLength / 8 }, (_, index) =>
    view.getFloat64(index * 8, true),
  );
};

/** Keys and values are bytes: nothing here passes through a lossy text conversion. */

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const base64Values = new Map([...base64Alphabet].map((character, index) => [character, index]));

/** The unpadded base64url form of bytes (RFC 4648 section 5). */
export const toBase64Url = (bytes: Uint8Array): string => {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const group =
      ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const characters = Math.min(4, bytes.length - index + 1);
    for (let position = 0; position < characters; position += 1) {
      text += base64Alphabet[(group >> (18 - 6 * position)) & 63];
    }
  }
  return text;
};

/** The bytes of unpadded base64url text, or undefined where it is malformed or not canonical. */
export const fromBase64Url = (text: string): Uint8Array | undefined => {
  if (text.length % 4 === 1) {
    return undefined;
  }
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const character of text) {
    const value = base64Values.get(character);
    if (value === undefined) {
      return undefined;
    }
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (buffer >> bits) & 255;
      length += 1;
    }
  }
  const hasLeftover = (buffer & ((1 << bits) - 1)) !== 0;
  return hasLeftover ? undefined : bytes;
};

/** Byte-wise order, as etcd sorts keys: negative, zero or positive. */
export const compareBytes = (left: Uint8Array, right: Uint8Array): number => {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
};

/** Whether bytes begin with a prefix. */
export const startsWithBytes = (bytes: Uint8Array, prefix: Uint8Array): boolean =>
  bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);

/** Bytes one after the other, in a new array. */
export const concatBytes = (...parts: Uint8Array[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The UTF-8 bytes of a text. */
export const utf8Bytes = (text: string): Uint8Array => encoder.encode(text);

/** The text of bytes that are valid UTF-8, or undefined. A byte order mark is kept. */
export const utf8Text = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\\]/gu;

const escapeByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

const escapeCharacter = (character: string): string =>
  character === '\\' ? '\\\\' : [...utf8Bytes(character)].map(escapeByte).join('');

const escapeText = (text: string): string => text.replace(invisible, escapeCharacter);

/** How many bytes a UTF-8 sequence has by its first byte; 1 where it begins none. */
const sequenceLength = (first: number): number => {
  if (first >= 0xf0) {
    return 4;
  }
  if (first >= 0xe0) {
    return 3;
  }
  return first >= 0xc0 ? 2 : 1;
};

/**
 * Bytes for a person to read: valid UTF-8 as it is; control, format and unassigned characters,
 * backslashes and bytes that are not UTF-8 as `\xNN` (`\\` for a backslash). No two byte strings
 * share a readable form.
 */
export const readableBytes = (bytes: Uint8Array): string => {
  const whole = utf8Text(bytes);
  if (whole !== undefined) {
    return escapeText(whole);
  }
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes[index] ?? 0);
    const character = utf8Text(bytes.subarray(index, index + length));
    text += character === undefined ? escapeByte(bytes[index] ?? 0) : escapeText(character);
    index += character === undefined ? 1 : length;
  }
  return text;
};

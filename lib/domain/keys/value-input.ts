import { fromBase64Url, toBase64Url, utf8Bytes, utf8Text } from '../bytes';
import { parseReadable } from './parse-readable';

/** How the bytes of a value are typed; `json` is text that is checked and kept as typed. */
export type ValueEncoding = 'text' | 'json' | 'hex' | 'base64';

/** How the bytes of a key are typed; `text` is readable text with bytes as `\xNN`. */
export type KeyEncoding = 'text' | 'hex' | 'base64';

/** What typed text means, or why it means nothing; `place` is the parser's own words. */
export type ParsedInput =
  | { bytes: Uint8Array }
  | { problem: 'not_unicode' | 'not_json' | 'not_hex' | 'not_base64'; place: string };

const bytesPerLine = 16;
const loneSurrogate = /\p{Surrogate}/u;

/** Text as UTF-8. A lone surrogate has no UTF-8 form and would turn into another character. */
const parseText = (text: string): ParsedInput =>
  loneSurrogate.test(text) ? { problem: 'not_unicode', place: '' } : { bytes: utf8Bytes(text) };

const parseJson = (text: string): ParsedInput => {
  try {
    JSON.parse(text);
    return parseText(text);
  } catch (error) {
    return { problem: 'not_json', place: error instanceof Error ? error.message : '' };
  }
};

const parseHex = (text: string): ParsedInput => {
  const digits = text.replace(/\s+/g, '');
  return digits.length % 2 === 0 && /^[\da-f]*$/i.test(digits)
    ? {
        bytes: Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
          Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
        ),
      }
    : { problem: 'not_hex', place: '' };
};

/** Base64 of either alphabet, padded or not, broken into lines or not. */
const parseBase64 = (text: string): ParsedInput => {
  const plain = text
    .replace(/\s+/g, '')
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  const bytes = fromBase64Url(plain);
  return bytes === undefined ? { problem: 'not_base64', place: '' } : { bytes };
};

const parsers: Record<ValueEncoding, (text: string) => ParsedInput> = {
  text: parseText,
  json: parseJson,
  hex: parseHex,
  base64: parseBase64,
};

/** The bytes of a typed value. */
export const parseValueInput = (encoding: ValueEncoding, text: string): ParsedInput =>
  parsers[encoding](text);

/** The bytes of a typed key. */
export const parseKeyInput = (encoding: KeyEncoding, text: string): ParsedInput => {
  const parsed = parsers[encoding](text);
  return encoding === 'text' && 'bytes' in parsed ? { bytes: parseReadable(text) } : parsed;
};

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

const hexLines = (bytes: Uint8Array): string => {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += bytesPerLine) {
    lines.push([...bytes.subarray(offset, offset + bytesPerLine)].map(hexOf).join(' '));
  }
  return lines.join('\n');
};

/** Padded base64 of the common alphabet (RFC 4648 section 4). */
export const toBase64 = (bytes: Uint8Array): string => {
  const text = toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
};

/** Bytes as they are typed; undefined where they are not UTF-8 and so have no text. */
export const valueInputOf = (encoding: ValueEncoding, bytes: Uint8Array): string | undefined => {
  if (encoding === 'hex') {
    return hexLines(bytes);
  }
  return encoding === 'base64' ? toBase64(bytes) : utf8Text(bytes);
};

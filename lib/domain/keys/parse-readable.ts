import { concatBytes, utf8Bytes } from '../bytes';

const escapes = /\\(\\|x[0-9a-fA-F]{2})/g;

/**
 * The bytes a person means by readable text: `\xNN` is a byte, `\\` a backslash, everything else
 * UTF-8. The inverse of `readableBytes`; a backslash that begins no escape stands for itself.
 */
export const parseReadable = (text: string): Uint8Array => {
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const match of text.matchAll(escapes)) {
    parts.push(utf8Bytes(text.slice(offset, match.index)));
    const escaped = match[1] ?? '';
    parts.push(Uint8Array.of(escaped === '\\' ? 0x5c : Number.parseInt(escaped.slice(1), 16)));
    offset = match.index + match[0].length;
  }
  parts.push(utf8Bytes(text.slice(offset)));
  return concatBytes(...parts);
};

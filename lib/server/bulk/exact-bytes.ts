import 'server-only';

/**
 * The bytes of unpadded base64url text, or undefined where it is anything else. As strict as
 * `fromBase64Url`, and fast enough for files of many megabytes.
 */
export const exactBytes = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? new Uint8Array(bytes) : undefined;
};

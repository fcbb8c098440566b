import 'server-only';
import { fromBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';

/** The bytes of a prefix as it travels; throws `invalid_input` where it is not base64url. */
export const prefixBytes = (text: string): Uint8Array => {
  const prefix = fromBase64Url(text);
  if (prefix === undefined) {
    throw new AppError('invalid_input', { detail: 'The prefix is not base64url.' });
  }
  return prefix;
};

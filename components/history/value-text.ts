import type { Key, KeyValue } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { hexDump } from '@/lib/domain/keys/hex-dump';

/** A value as lines to compare: what people read of it, else its bytes. */
export type ComparableText = {
  text: string;
  language: 'yaml' | 'json' | 'plain';
  /** Whether the server masked it. */
  masked: boolean;
  /** Whether any form of it may be shown at all. */
  isShown: boolean;
};

const absent: ComparableText = { text: '', language: 'plain', masked: false, isShown: true };

const textOf = (value: KeyValue): Pick<ComparableText, 'text' | 'language'> | undefined => {
  if (value.yaml !== null) {
    return { text: value.yaml, language: 'yaml' };
  }
  if (value.json !== null) {
    return { text: value.json, language: 'json' };
  }
  if (value.text !== null) {
    return { text: value.text, language: 'plain' };
  }
  const bytes = value.raw === null ? undefined : fromBase64Url(value.raw);
  return bytes === undefined ? undefined : { text: hexDump(bytes), language: 'plain' };
};

/** A key's value as lines to compare; no key at all is an empty text. */
export const comparableText = (key: Key | null): ComparableText => {
  if (key === null) {
    return absent;
  }
  const found = textOf(key.value);
  return {
    text: found?.text ?? '',
    language: found?.language ?? 'plain',
    masked: key.masked,
    isShown: found !== undefined,
  };
};

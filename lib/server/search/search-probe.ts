import 'server-only';
import type { StartSearch } from '@/lib/domain/api/searches';
import { fromBase64Url } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { type Excerpt, excerptOfBytes, excerptOfText } from '@/lib/domain/search/excerpt';
import { byteFinder } from '@/lib/domain/search/find-bytes';
import { keyText } from '@/lib/domain/search/key-text';
import type { Span } from '@/lib/domain/search/span';
import { type TextMatcher, textMatcher } from '@/lib/domain/search/text-matcher';
import type { ClusterConfig } from '../config/cluster-config';
import type { StoredKey } from '../etcd/key-source';
import { maskValue, type PresentedValue } from '../keys/mask-value';

/** What a look at one key tells. A value that is masked, or larger than is searched, says so. */
export type Look = {
  found: { span: Span | undefined; excerpt: Excerpt | undefined } | undefined;
  isMasked: boolean;
  isCut: boolean;
};

/** Looks whether a key, or its value, is what a search is for. */
export type SearchProbe = (stored: StoredKey) => Look;

const nothing: Look = { found: undefined, isMasked: false, isCut: false };

const bytesOf = ({ encoding, pattern }: StartSearch): Uint8Array => {
  const compact = pattern.replace(/\s+/g, '');
  const isHex = /^([0-9a-f]{2})+$/i.test(compact);
  const bytes = encoding === 'hex' ? isHex && hexBytes(compact) : fromBase64Url(compact);
  if (bytes) {
    return bytes;
  }
  const reason = `it is not ${encoding === 'hex' ? 'pairs of hex digits' : 'unpadded base64url'}`;
  throw new AppError('invalid_pattern', {
    detail: `The pattern cannot be used: ${reason}.`,
    parameters: { position: 1, reason },
  });
};

const hexBytes = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));

const byteProbe = (query: StartSearch, present: (stored: StoredKey) => PresentedValue) => {
  if (query.how !== 'contains' && query.how !== 'prefix') {
    throw new AppError('invalid_input', {
      detail: 'Exact bytes can be searched as contained or as a prefix only.',
    });
  }
  const find = byteFinder(bytesOf(query), query.how);
  const lookAtKey: SearchProbe = ({ key }) => {
    const span = find(key);
    return span === undefined
      ? nothing
      : { ...nothing, found: { span: spanInText(key, span), excerpt: undefined } };
  };
  const lookAtValue: SearchProbe = (stored) => {
    if (present(stored).masked) {
      return { ...nothing, isMasked: true };
    }
    const span = find(stored.value);
    const excerpt = span && excerptOfBytes(stored.value, span);
    return excerpt === undefined ? nothing : { ...nothing, found: { span: undefined, excerpt } };
  };
  return query.what === 'keys' ? lookAtKey : lookAtValue;
};

/** Where bytes of a key are in its readable form; undefined where they cut a character in two. */
const spanInText = (key: Uint8Array, { start, end }: Span): Span | undefined => {
  const head = keyText(key.subarray(0, start));
  const match = keyText(key.subarray(start, end));
  const isWhole = head + match + keyText(key.subarray(end)) === keyText(key);
  return isWhole ? { start: head.length, end: head.length + match.length } : undefined;
};

/** The forms of a value everybody may read: as stored, or the YAML and JSON of an object. */
const formsOf = ({ value }: PresentedValue): string[] =>
  [value.text ?? value.yaml, value.text === null ? value.json : null].filter(
    (form) => form !== null,
  );

const findInValue = (matcher: TextMatcher, presented: PresentedValue): Look => {
  const forms = formsOf(presented);
  const isCut =
    (forms.length === 0 && presented.value.notes.some(({ code }) => code === 'cut')) ||
    forms.some(({ length }) => length > matcher.longestText);
  for (const form of forms) {
    const span = matcher.find(form.slice(0, matcher.longestText));
    if (span !== undefined) {
      const excerpt = excerptOfText(form, span);
      return { found: { span: undefined, excerpt }, isMasked: false, isCut: false };
    }
  }
  return { ...nothing, isCut };
};

/**
 * The probe of a query. Values pass `maskValue` first, as if nothing might be revealed: what is
 * masked is never compared with the pattern. Throws `invalid_pattern` or `invalid_input`.
 */
export const searchProbe = (query: StartSearch, config: ClusterConfig): SearchProbe => {
  const options = { kubernetesPrefix: config.kubernetesPrefix, reveal: false };
  const present = ({ key, value }: StoredKey) => maskValue(key, value, options);
  if (query.encoding !== 'text') {
    return byteProbe(query, present);
  }
  const isByLine = query.what === 'values';
  const separator = config.delimiter.length === 1 ? config.delimiter : '';
  const matcher = textMatcher({ ...query, isByLine, separator });
  if (query.what === 'keys') {
    return ({ key }) => {
      const span = matcher.find(keyText(key).slice(0, matcher.longestText));
      return span === undefined ? nothing : { ...nothing, found: { span, excerpt: undefined } };
    };
  }
  return (stored) => {
    const presented = present(stored);
    return presented.masked ? { ...nothing, isMasked: true } : findInValue(matcher, presented);
  };
};

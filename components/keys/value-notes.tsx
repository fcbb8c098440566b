'use client';

import { useTranslations } from 'use-intl';
import type { Key } from '@/lib/domain/api/keys';
import { Notice } from '../ui/notice';

const mostShown = 5;

const noteCodes = [
  'unknown_field',
  'unknown_kind',
  'malformed',
  'embedded_not_json',
  'encoded_content',
  'cbor',
  'too_deep',
  'too_large',
  'more_notes',
  'cut',
] as const;

const isNoteCode = (code: string): code is (typeof noteCodes)[number] =>
  noteCodes.some((known) => known === code);

/** What the reader must know of a value: what was cut, unknown or unreadable, and encryption. */
export const ValueNotes = ({ shown }: { shown: Key }) => {
  const t = useTranslations('keys');
  const { encryption, notes } = shown.value;
  const texts = notes
    .slice(0, mostShown)
    .map(({ code, parameters }) => (isNoteCode(code) ? t(`notes.${code}`, parameters) : code));
  return (
    <>
      {encryption === null ? null : (
        <Notice>
          {encryption.keyName === ''
            ? t('encryptedBy', { provider: encryption.provider })
            : t('encryptedWith', { provider: encryption.provider, key: encryption.keyName })}
        </Notice>
      )}
      {texts.length === 0 ? null : (
        <Notice tone="warning">
          <ul className="grid gap-0.5 break-words">
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
            {notes.length > mostShown ? (
              <li>{t('moreNotes', { count: notes.length - mostShown })}</li>
            ) : null}
          </ul>
        </Notice>
      )}
    </>
  );
};

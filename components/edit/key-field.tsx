'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { fromBase64Url, readableBytes, toBase64Url } from '@/lib/domain/bytes';
import {
  type KeyEncoding,
  parseKeyInput,
  toBase64,
  valueInputOf,
} from '@/lib/domain/keys/value-input';
import { Field } from '../ui/field';
import { Select } from '../ui/select';

const encodings: readonly KeyEncoding[] = ['text', 'hex', 'base64'];

const typed = (encoding: KeyEncoding, bytes: Uint8Array): string => {
  if (encoding === 'text') {
    return readableBytes(bytes);
  }
  return encoding === 'base64' ? toBase64(bytes) : (valueInputOf('hex', bytes) ?? '');
};

/** What somebody types as a key: its bytes as base64url, undefined where it means none. */
export type TypedKey = { encoding: KeyEncoding; text: string; bytes: string | undefined };

/** The bytes of a key as somebody might have typed them. */
export const typedKey = (bytes: string): TypedKey => ({
  encoding: 'text',
  text: readableBytes(fromBase64Url(bytes) ?? new Uint8Array()),
  bytes: bytes === '' ? undefined : bytes,
});

const parse = (encoding: KeyEncoding, text: string): TypedKey => {
  const parsed = parseKeyInput(encoding, text);
  const isKey = 'bytes' in parsed && parsed.bytes.length > 0;
  return { encoding, text, bytes: isKey ? toBase64Url(parsed.bytes) : undefined };
};

type KeyFieldProps = {
  label: string;
  value: TypedKey;
  onChange: (value: TypedKey) => void;
};

/** The name of a key: readable text with escapes, hex or base64. */
export const KeyField = ({ label, value, onChange }: KeyFieldProps) => {
  const t = useTranslations('edit');
  const [wasLeft, setWasLeft] = useState(false);
  const isWrong = value.bytes === undefined && (value.text !== '' || wasLeft);
  const choose = (encoding: KeyEncoding) => {
    const bytes = value.bytes === undefined ? undefined : fromBase64Url(value.bytes);
    onChange(parse(encoding, bytes === undefined ? value.text : typed(encoding, bytes)));
  };
  return (
    <div className="flex items-start gap-2">
      <Field
        label={label}
        hint={t(`keyHint.${value.encoding}`)}
        error={isWrong ? t('keyWrong') : undefined}
        value={value.text}
        autoComplete="off"
        spellCheck={false}
        onBlur={() => setWasLeft(true)}
        onChange={(event) => onChange(parse(value.encoding, event.target.value))}
        className="min-w-0 flex-1"
        autoFocus
      />
      <Select
        label={t('keyEncoding')}
        value={value.encoding}
        options={encodings.map((name) => ({ value: name, label: t(`keyEncodings.${name}`) }))}
        onChange={choose}
        className="w-28"
      />
    </div>
  );
};

'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Key } from '@/lib/domain/api/keys';
import { fromBase64Url } from '@/lib/domain/bytes';
import { messageSize } from '@/lib/domain/keys/message-size';
import { CopyButton } from '../ui/copy-button';
import { Tag } from '../ui/tag';
import { useFormat } from '../ui/use-format';
import { LeaseFact } from './lease-fact';

type KeyHeaderProps = {
  shown: Key;
  /** When it was read, in milliseconds since 1970: the time left of a lease counts from then. */
  readAt: number;
};

/** The name of a key, what its value is, and its metadata. */
export const KeyHeader = ({ shown, readAt }: KeyHeaderProps) => {
  const t = useTranslations('keys');
  const edit = useTranslations('edit');
  const { bytes, count } = useFormat();
  const { value } = shown;
  const what =
    value.kind === null ? t(`formats.${value.format}`) : `${value.kind} ${value.apiVersion}`;
  const message = value.raw === null ? undefined : messageSize(rawBytes(value.raw));
  return (
    <header className="grid gap-1.5 border-line border-b px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-2.5 gap-y-1">
        <h2 className="min-w-0 break-all font-mono font-semibold text-md">{shown.key.text}</h2>
        <Tag>{what}</Tag>
        {value.kind === null || value.format === 'json' ? null : <Tag>{t('protobuf')}</Tag>}
        <span className="ml-auto">
          <CopyButton text={shown.key.text} label={t('copyKey')} />
        </span>
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-0.5">
        <Fact name={t('size')}>
          <span title={t('bytes', { count: value.size })}>{bytes(value.size)}</span>
          {message === undefined ? null : (
            <span className="font-normal text-muted">
              {' '}
              {edit('pane.message', { size: bytes(message) })}
            </span>
          )}
        </Fact>
        <Fact name={t('createRevision')}>{count(shown.createRevision)}</Fact>
        <Fact name={t('modRevision')}>{count(shown.modRevision)}</Fact>
        <Fact name={t('version')}>{count(shown.version)}</Fact>
        <Fact name={t('lease')}>
          <LeaseFact shown={shown} readAt={readAt} />
        </Fact>
      </dl>
    </header>
  );
};

const rawBytes = (raw: string): Uint8Array => fromBase64Url(raw) ?? new Uint8Array();

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex gap-1.5">
    <dt className="text-muted">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
);

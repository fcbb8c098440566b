'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Key } from '@/lib/domain/api/keys';
import { CopyButton } from '../ui/copy-button';
import { Tag } from '../ui/tag';
import { useFormat } from '../ui/use-format';

/** The name of a key, what its value is, and its metadata. */
export const KeyHeader = ({ shown }: { shown: Key }) => {
  const t = useTranslations('keys');
  const { bytes, count } = useFormat();
  const { value } = shown;
  const what =
    value.kind === null ? t(`formats.${value.format}`) : `${value.kind} ${value.apiVersion}`;
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
        </Fact>
        <Fact name={t('createRevision')}>{count(shown.createRevision)}</Fact>
        <Fact name={t('modRevision')}>{count(shown.modRevision)}</Fact>
        <Fact name={t('version')}>{count(shown.version)}</Fact>
        <Fact name={t('lease')}>
          <LeaseText shown={shown} />
        </Fact>
      </dl>
    </header>
  );
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex gap-1.5">
    <dt className="text-muted">{name}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
);

const LeaseText = ({ shown }: { shown: Key }) => {
  const t = useTranslations('keys');
  const { duration } = useFormat();
  const { lease, leaseSecondsLeft, leaseGrantedSeconds } = shown;
  if (lease === null) {
    return t('noLease');
  }
  return (
    <>
      <span className="font-mono">{lease}</span>{' '}
      <span className="font-normal text-muted">
        {leaseSecondsLeft === null
          ? t('leaseUnknown')
          : t('leaseLeft', {
              left: duration(leaseSecondsLeft),
              granted: duration(leaseGrantedSeconds ?? 0),
            })}
      </span>
    </>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Bar } from '@/components/ui/bar';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { TimeAgo } from '@/components/ui/time-ago';
import { useFormat } from '@/components/ui/use-format';
import { useEncryptionCoverage, useSpaceOperation } from '@/lib/api/space';
import type { Encryption } from '@/lib/domain/api/space';
import { StartScanDialog } from './start-scan-dialog';

/** How much of the cluster's Secrets is encrypted at rest, with which key, and as of when. */
export const EncryptionCoverage = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('space');
  const query = useEncryptionCoverage(cluster);
  const scan = query.data?.scan;
  return (
    <Card aria-labelledby="encryption-coverage">
      <CardHeader
        id="encryption-coverage"
        title={t('encryption.title')}
        note={
          scan
            ? t.rich('encryption.asOf', { ago: () => <TimeAgo time={scan.takenAt} /> })
            : undefined
        }
      >
        {query.data === undefined ? null : (
          <ScanSecrets cluster={cluster} prefix={query.data.secretsPrefix.bytes} />
        )}
      </CardHeader>
      {query.isPending ? <Skeleton className="mx-4 mb-4 h-16" /> : null}
      {query.isError ? (
        <div className="px-4 pb-4">
          <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
        </div>
      ) : null}
      {query.data === undefined ? null : <Coverage encryption={query.data.encryption} />}
    </Card>
  );
};

const ScanSecrets = ({ cluster, prefix }: { cluster: string; prefix: string }) => {
  const t = useTranslations('space');
  const mayScan = useMay('space:scan');
  const operation = useSpaceOperation(cluster);
  const [isStarting, setIsStarting] = useState(false);
  if (!mayScan) {
    return null;
  }
  return (
    <>
      <Button
        size="sm"
        disabled={operation?.state === 'running'}
        onClick={() => setIsStarting(true)}
      >
        {operation?.state === 'running' ? t('encryption.scanning') : t('encryption.scan')}
      </Button>
      <StartScanDialog
        cluster={cluster}
        prefixes={[prefix]}
        isOpen={isStarting}
        onOpenChange={setIsStarting}
      />
    </>
  );
};

const Coverage = ({ encryption }: { encryption: Encryption | null }) => {
  const t = useTranslations('space');
  if (encryption === null) {
    return <EmptyState title={t('encryption.unknown')}>{t('encryption.unknownWhy')}</EmptyState>;
  }
  const { encrypted, plaintext } = encryption;
  if (encrypted + plaintext === 0) {
    return <EmptyState title={t('encryption.noSecrets')} />;
  }
  const fraction = encrypted / (encrypted + plaintext);
  return (
    <div className="grid gap-3 px-4 pb-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          {t('encryption.covered', { encrypted, total: encrypted + plaintext })}
        </span>
        <Bar className="w-40" parts={[{ fraction, className: 'fill-green' }]} />
      </div>
      {plaintext > 0 ? (
        <Notice tone="warning">{t('encryption.plaintext', { count: plaintext })}</Notice>
      ) : null}
      {encryption.keys.length > 0 ? <KeysOfEncryption encryption={encryption} /> : null}
    </div>
  );
};

/** The keys in use; all but the one written with last are what a rotation left behind. */
const KeysOfEncryption = ({ encryption }: { encryption: Encryption }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const stale = encryption.keys.slice(1).reduce((sum, { keys }) => sum + keys, 0);
  return (
    <>
      <Table label={t('encryption.keys')}>
        <thead>
          <tr>
            <Th>{t('encryption.provider')}</Th>
            <Th>{t('encryption.key')}</Th>
            <Th numeric>{t('encryption.secrets')}</Th>
            <Th numeric>{t('encryption.newest')}</Th>
            <Th>{t('encryption.state')}</Th>
          </tr>
        </thead>
        <tbody>
          {encryption.keys.map(({ provider, keyName, keyId, keys, newestRevision }, index) => (
            <tr key={`${provider} ${keyName} ${keyId}`}>
              <Td>{provider}</Td>
              <Td className="max-w-80 truncate font-mono text-sm">
                {keyId === null ? keyName : `${keyName} · ${keyId}`}
              </Td>
              <Td numeric>{format.count(keys)}</Td>
              <Td numeric>{format.count(newestRevision)}</Td>
              <Td>
                <Tag tone={index === 0 ? 'good' : 'warning'}>
                  {index === 0 ? t('encryption.current') : t('encryption.stale')}
                </Tag>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {stale > 0 ? (
        <p className="text-muted text-xs">{t('encryption.staleWhy', { count: stale })}</p>
      ) : null}
    </>
  );
};

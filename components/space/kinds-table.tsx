'use client';

import { useTranslations } from 'use-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import type { ComparedReport, SpaceKind } from '@/lib/domain/api/space';
import { GrowthText } from './growth-text';
import { ShareBar } from './share-bar';

/** The name people know a resource by: `deployments.apps`, `pods`. */
export const kindName = ({ group, resource }: Pick<SpaceKind, 'group' | 'resource'>): string =>
  group ? `${resource}.${group}` : resource;

type KindsTableProps = { report: ComparedReport; hours: number | undefined };

/** Kubernetes resources by size, with the versions their objects are stored in. */
export const KindsTable = ({ report, hours }: KindsTableProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  const { kinds, foldedKinds, unrecognised } = report;
  const others = [
    { id: 'folded', label: t('foldedKinds', { count: foldedKinds.kinds }), ...foldedKinds },
    { id: 'unrecognised', label: t('unrecognised'), ...unrecognised },
  ].filter(({ keys }) => keys > 0);
  return (
    <Table label={t('kinds')}>
      <thead>
        <tr>
          <Th>{t('columns.kind')}</Th>
          <Th>{t('columns.stored')}</Th>
          <Th numeric>{t('columns.size')}</Th>
          <Th>{t('columns.share')}</Th>
          <Th numeric>{t('columns.keys')}</Th>
          <Th numeric>{t('columns.average')}</Th>
          <Th numeric>{t('columns.growth')}</Th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kindName(kind)}>
            <Td className="max-w-80 truncate font-mono text-sm">{kindName(kind)}</Td>
            <Td className="max-w-60 truncate text-muted">
              <StoredVersions kind={kind} />
            </Td>
            <Td numeric>{format.bytes(kind.bytes)}</Td>
            <Td>
              <ShareBar part={kind.bytes} whole={report.bytes} />
            </Td>
            <Td numeric>{format.count(kind.keys)}</Td>
            <Td numeric>{format.bytes(kind.bytes / kind.keys)}</Td>
            <Td numeric>
              <GrowthText growth={kind.growth} hours={hours} />
            </Td>
          </tr>
        ))}
        {others.map(({ id, label, keys, bytes }) => (
          <tr key={id}>
            <Td className="text-muted">{label}</Td>
            <Td />
            <Td numeric>{format.bytes(bytes)}</Td>
            <Td>
              <ShareBar part={bytes} whole={report.bytes} />
            </Td>
            <Td numeric>{format.count(keys)}</Td>
            <Td numeric>{format.bytes(bytes / keys)}</Td>
            <Td />
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

const StoredVersions = ({ kind: { versions, encryption } }: { kind: SpaceKind }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const words = versions.map(({ apiVersion, keys }) =>
    versions.length === 1 ? apiVersion : `${apiVersion} (${format.count(keys)})`,
  );
  const encrypted =
    encryption.encrypted > 0 ? [t('encryptedCount', { count: encryption.encrypted })] : [];
  return [...words, ...encrypted].join(', ');
};

'use client';

import { useTranslations } from 'use-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import type { ComparedReport } from '@/lib/domain/api/space';
import { GrowthText } from './growth-text';
import { ShareBar } from './share-bar';

type NamespacesTableProps = { report: ComparedReport; hours: number | undefined };

/** Kubernetes namespaces by the size of everything in them. */
export const NamespacesTable = ({ report, hours }: NamespacesTableProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  const { namespaces, foldedNamespaces } = report;
  return (
    <Table label={t('namespaces')}>
      <thead>
        <tr>
          <Th>{t('columns.namespace')}</Th>
          <Th numeric>{t('columns.size')}</Th>
          <Th>{t('columns.share')}</Th>
          <Th numeric>{t('columns.keys')}</Th>
          <Th numeric>{t('columns.growth')}</Th>
        </tr>
      </thead>
      <tbody>
        {namespaces.map(({ name, bytes, keys, growth }) => (
          <tr key={name}>
            <Td className="max-w-80 truncate font-mono text-sm">{name}</Td>
            <Td numeric>{format.bytes(bytes)}</Td>
            <Td>
              <ShareBar part={bytes} whole={report.bytes} />
            </Td>
            <Td numeric>{format.count(keys)}</Td>
            <Td numeric>
              <GrowthText growth={growth} hours={hours} />
            </Td>
          </tr>
        ))}
        {foldedNamespaces.keys > 0 ? (
          <tr>
            <Td className="text-muted">
              {t('foldedNamespaces', { count: foldedNamespaces.namespaces })}
            </Td>
            <Td numeric>{format.bytes(foldedNamespaces.bytes)}</Td>
            <Td>
              <ShareBar part={foldedNamespaces.bytes} whole={report.bytes} />
            </Td>
            <Td numeric>{format.count(foldedNamespaces.keys)}</Td>
            <Td />
          </tr>
        ) : null}
      </tbody>
    </Table>
  );
};

'use client';

import { useTranslations } from 'use-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import type { ComparedReport } from '@/lib/domain/api/space';
import { ShareBar } from './share-bar';

/** How many keys there are of which size. */
export const SizeClasses = ({ report }: { report: ComparedReport }) => {
  const t = useTranslations('space');
  const format = useFormat();
  return (
    <Table label={t('sizes')}>
      <thead>
        <tr>
          <Th>{t('columns.class')}</Th>
          <Th numeric>{t('columns.keys')}</Th>
          <Th>{t('columns.shareOfKeys')}</Th>
          <Th numeric>{t('columns.size')}</Th>
        </tr>
      </thead>
      <tbody>
        {report.sizes.map(({ upTo, keys, bytes }) => (
          <tr key={upTo}>
            <Td>{upTo === null ? t('larger') : t('upTo', { size: format.bytes(upTo) })}</Td>
            <Td numeric>{format.count(keys)}</Td>
            <Td>
              <ShareBar part={keys} whole={report.keys} />
            </Td>
            <Td numeric>{format.bytes(bytes)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};

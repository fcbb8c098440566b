'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Table, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { useFormat } from '@/components/ui/use-format';
import type { useDeletionPreview } from '@/lib/api/bulk';
import { useKeptText } from './use-kept-text';

type DeletionTableProps = { label: string; pages: ReturnType<typeof useDeletionPreview> };

/** Keys that a deletion would take or leave, page by page. */
export const DeletionTable = ({ label, pages }: DeletionTableProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const format = useFormat();
  const keptText = useKeptText();
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="max-h-72 overflow-y-auto rounded-md border border-line">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('columns.key')}</Th>
            <Th numeric>{t('columns.size')}</Th>
            <Th numeric>{t('columns.revision')}</Th>
            <Th>{t('columns.note')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, size, modRevision, lease, refusal }) => (
            <tr key={key.bytes}>
              <Td className="min-w-48 whitespace-normal! break-all font-mono text-xs">
                {key.text}
              </Td>
              <Td numeric>{format.bytes(size)}</Td>
              <Td numeric className="tabular-nums">
                {modRevision}
              </Td>
              <Td className="whitespace-normal!">
                {refusal === null ? null : <>{keptText(refusal)} </>}
                {lease === null ? null : <Tag>{t('delete.lease')}</Tag>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {pages.hasNextPage ? (
        <div className="border-line border-t px-4 py-2">
          <Button
            size="sm"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? common('loading') : t('more')}
          </Button>
        </div>
      ) : null}
      {pages.error === null ? null : (
        <div className="p-3">
          <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
        </div>
      )}
    </div>
  );
};

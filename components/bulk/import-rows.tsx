'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, IconButton } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import { useImportRows } from '@/lib/api/imports';
import type { ImportRow, ImportStatus } from '@/lib/domain/api/bulk';
import { ImportRowDiff } from './import-row-diff';
import { useKeptText } from './use-kept-text';

type ImportRowsProps = { cluster: string; upload: string; status: ImportStatus | undefined };

const tones: Record<ImportStatus, Tone> = {
  added: 'good',
  changed: 'good',
  unchanged: 'neutral',
  refused: 'warning',
  masked: 'neutral',
  broken: 'critical',
};

/** The lines of a file as an import would treat them; what changes can be opened. */
export const ImportRows = ({ cluster, upload, status }: ImportRowsProps) => {
  const t = useTranslations('bulk');
  const common = useTranslations('common');
  const query = useImportRows(cluster, upload, status);
  const [open, setOpen] = useState<number>();
  if (query.isPending) {
    return <Skeleton className="h-24" />;
  }
  if (query.data === undefined) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <div className="max-h-[50vh] overflow-y-auto rounded-md border border-line">
      <Table label={t('import.rows')}>
        <thead>
          <tr>
            <Th numeric>{t('columns.line')}</Th>
            <Th>{t('columns.key')}</Th>
            <Th>{t('columns.status')}</Th>
            <Th numeric>{t('columns.size')}</Th>
            <Th>{t('columns.why')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.line}>
              <Row
                row={row}
                isOpen={open === row.line}
                onToggle={() => setOpen(open === row.line ? undefined : row.line)}
              />
              {open === row.line ? (
                <tr>
                  <td colSpan={5} className="border-line border-b px-4 py-3">
                    <ImportRowDiff cluster={cluster} upload={upload} line={row.line} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </Table>
      {query.hasNextPage ? (
        <div className="border-line border-t px-4 py-2">
          <Button
            size="sm"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? common('loading') : t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
};

type RowProps = { row: ImportRow; isOpen: boolean; onToggle: () => void };

const Row = ({ row: { line, key, status, reason, size }, isOpen, onToggle }: RowProps) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const keptText = useKeptText();
  const hasDiff = status === 'added' || status === 'changed';
  const name = key?.text ?? '';
  return (
    <tr>
      <Td numeric className="tabular-nums">
        {format.count(line)}
      </Td>
      <Td className="min-w-48 whitespace-normal! break-all font-mono text-xs">
        <span className="flex items-center gap-1">
          {hasDiff ? (
            <IconButton
              label={t('import.openRow', { key: name })}
              aria-expanded={isOpen}
              className="size-6!"
              onClick={onToggle}
            >
              {isOpen ? (
                <ChevronDown aria-hidden size={14} />
              ) : (
                <ChevronRight aria-hidden size={14} />
              )}
            </IconButton>
          ) : (
            <span aria-hidden className="size-6 shrink-0" />
          )}
          {name}
        </span>
      </Td>
      <Td>
        <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>
      </Td>
      <Td numeric>{size === null ? null : format.bytes(size)}</Td>
      <Td className="whitespace-normal!">{reason === null ? null : keptText(reason)}</Td>
    </tr>
  );
};

'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import { useUndoFiles } from '@/lib/api/bulk';
import type { UndoFile } from '@/lib/domain/api/bulk';
import { DeleteUndoDialog } from './delete-undo-dialog';
import { UndoDialog } from './undo-dialog';

/** The undo files of a cluster, with the buttons that use and delete them. */
export const UndoFiles = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const query = useUndoFiles(cluster);
  const [chosen, setChosen] = useState<{ file: UndoFile; to: 'undo' | 'delete' }>();
  const close = () => setChosen(undefined);
  return (
    <Card aria-labelledby="undo-title">
      <CardHeader
        id="undo-title"
        title={t('undo.title')}
        note={
          query.data === undefined
            ? undefined
            : t('undo.kept', {
                files: query.data.keptFiles,
                days: query.data.keptDays,
                bytes: format.bytes(query.data.keptBytes),
              })
        }
      />
      {query.isPending ? (
        <div className="px-4 pb-4">
          <Skeleton className="h-16" />
        </div>
      ) : null}
      {query.isError ? (
        <div className="px-4 pb-4">
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {query.data?.files.length === 0 ? (
        <EmptyState title={t('undo.none')}>{t('undo.noneWhy')}</EmptyState>
      ) : null}
      {query.data !== undefined && query.data.files.length > 0 ? (
        <UndoTable files={query.data.files} onChoose={(file, to) => setChosen({ file, to })} />
      ) : null}
      {chosen?.to === 'undo' ? (
        <UndoDialog cluster={cluster} file={chosen.file} onClose={close} />
      ) : null}
      {chosen?.to === 'delete' ? (
        <DeleteUndoDialog cluster={cluster} file={chosen.file} onClose={close} />
      ) : null}
    </Card>
  );
};

type UndoTableProps = {
  files: readonly UndoFile[];
  onChoose: (file: UndoFile, to: 'undo' | 'delete') => void;
};

const UndoTable = ({ files, onChoose }: UndoTableProps) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const mayDelete = useMay('key:delete');
  return (
    <Table label={t('undo.title')}>
      <thead>
        <tr>
          <Th>{t('columns.time')}</Th>
          <Th>{t('columns.change')}</Th>
          <Th>{t('columns.by')}</Th>
          <Th numeric>{t('columns.keys')}</Th>
          <Th numeric>{t('columns.size')}</Th>
          <Th>
            <span className="sr-only">{t('columns.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => {
          const time = format.dateTime(file.startedAt);
          return (
            <tr key={file.operation}>
              <Td className="tabular-nums">{time}</Td>
              <Td className="min-w-48 whitespace-normal! break-all">
                {t(`undo.${file.kind}`)} <span className="font-mono text-xs">{file.target}</span>
              </Td>
              <Td>{file.startedBy}</Td>
              <Td numeric>{file.keys === null ? t('undo.unfinished') : format.count(file.keys)}</Td>
              <Td numeric>{format.bytes(file.size)}</Td>
              <Td>
                {mayDelete ? (
                  <span className="flex justify-end gap-1.5">
                    <Button
                      size="sm"
                      aria-label={t('undo.openOf', { time })}
                      onClick={() => onChoose(file, 'undo')}
                    >
                      {t('undo.open')}
                    </Button>
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={t('undo.removeOf', { time })}
                      onClick={() => onChoose(file, 'delete')}
                    >
                      {t('undo.remove')}
                    </Button>
                  </span>
                ) : null}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
};

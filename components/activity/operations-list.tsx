'use client';

import { useTranslations } from 'use-intl';
import { AppLink } from '@/components/shell/app-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import { useOperations } from '@/lib/api/operations';
import type { Operation } from '@/lib/domain/api/operations';
import { ListSkeleton } from './list-skeleton';
import { MoreButton } from './more-button';
import { useOutcomeText } from './operation-outcome-text';
import { OperationProgress } from './operation-progress';
import { OperationStateTag } from './operation-state-tag';

/** Every operation, newest first; the running ones move. */
export const OperationsList = () => {
  const t = useTranslations('activity');
  const query = useOperations();
  if (query.isPending) {
    return <ListSkeleton />;
  }
  if (query.isError) {
    return (
      <div className="p-4">
        <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      </div>
    );
  }
  const operations = query.data.pages.flatMap((page) => page.operations);
  if (operations.length === 0) {
    return <EmptyState title={t('noOperations')}>{t('noOperationsHint')}</EmptyState>;
  }
  return (
    <>
      <Table label={t('operations')}>
        <thead>
          <tr>
            <Th>{t('columns.started')}</Th>
            <Th>{t('columns.operation')}</Th>
            <Th>{t('columns.cluster')}</Th>
            <Th>{t('columns.state')}</Th>
            <Th>{t('columns.outcome')}</Th>
            <Th>{t('columns.by')}</Th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <OperationRow key={operation.id} operation={operation} />
          ))}
        </tbody>
      </Table>
      <MoreButton pages={query} />
    </>
  );
};

const OperationRow = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('activity');
  const format = useFormat();
  const outcomeText = useOutcomeText();
  return (
    <tr className="align-top">
      <Td className="tabular-nums">{format.dateTime(operation.startedAt)}</Td>
      <Td>{t(`kind.${operation.kind}`)}</Td>
      <Td>
        <AppLink
          className="text-blue hover:underline"
          href={`/clusters/${operation.cluster}/${operation.kind === 'backup' ? 'backups' : 'keys'}`}
        >
          {operation.cluster}
        </AppLink>
      </Td>
      <Td>
        <OperationStateTag state={operation.state} />
      </Td>
      <Td className="min-w-80 whitespace-normal">
        {operation.state === 'running' ? (
          <OperationProgress operation={operation} />
        ) : (
          outcomeText(operation)
        )}
      </Td>
      <Td>{operation.startedBy}</Td>
    </tr>
  );
};

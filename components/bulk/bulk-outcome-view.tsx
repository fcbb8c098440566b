'use client';

import { useTranslations } from 'use-intl';
import { AppLink } from '@/components/shell/app-link';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import { useBulkOutcome } from '@/lib/api/bulk';
import type { BulkOutcome } from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { useKeptText } from './use-kept-text';

const counted = ['changed', 'left', 'refused', 'failed', 'withoutLease'] as const;

/** How many keys a bulk change wrote, left and failed at, with the first of those by name. */
export const BulkOutcomeView = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('bulk');
  const format = useFormat();
  const { cluster, kind } = operation;
  const { data: outcome } = useBulkOutcome(cluster, operation);
  if (outcome === undefined) {
    return null;
  }
  const shown = counted.filter((name) => name === 'changed' || outcome[name] !== '0');
  return (
    <div className="grid gap-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {shown.map((name) => (
          <div key={name} className="flex gap-1.5">
            <dt className="text-muted">
              {name === 'changed' && kind === 'delete-keys'
                ? t('outcome.deleted')
                : t(`outcome.${name}`)}
            </dt>
            <dd className="font-semibold tabular-nums">{format.count(outcome[name])}</dd>
          </div>
        ))}
      </dl>
      {outcome.examples.length === 0 ? null : <KeptKeys outcome={outcome} />}
      {outcome.hasUndo ? (
        <p>
          {t('outcome.undoKept')}{' '}
          <AppLink className="text-blue underline" href={`/clusters/${cluster}/keys?tab=import`}>
            {t('outcome.undoList')}
          </AppLink>
        </p>
      ) : null}
    </div>
  );
};

const KeptKeys = ({ outcome: { examples } }: { outcome: BulkOutcome }) => {
  const t = useTranslations('bulk');
  const keptText = useKeptText();
  return (
    <div className="max-h-60 overflow-y-auto rounded-md border border-line">
      <Table label={t('outcome.kept')}>
        <thead>
          <tr>
            <Th>{t('columns.key')}</Th>
            <Th>{t('columns.why')}</Th>
          </tr>
        </thead>
        <tbody>
          {examples.map(({ key, code }) => (
            <tr key={key.bytes}>
              <Td className="whitespace-normal! break-all font-mono text-xs">{key.text}</Td>
              <Td className="whitespace-normal!">{keptText(code)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
};

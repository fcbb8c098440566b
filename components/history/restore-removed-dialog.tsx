'use client';

import { useEffect, useEffectEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tag } from '@/components/ui/tag';
import { useFormat } from '@/components/ui/use-format';
import { usePlanRestore, useStartRestore } from '@/lib/api/history';
import type { RestorePlan, RestoreSelection } from '@/lib/domain/api/history';

type RestoreRemovedDialogProps = {
  cluster: string;
  /** Id of the comparison. */
  id: string;
  selection: RestoreSelection;
  /** Told the id of the operation. */
  onStarted: (operation: string) => void;
  onClose: () => void;
};

/** Shows what bringing deleted keys back would do, before it is done. */
export const RestoreRemovedDialog = (props: RestoreRemovedDialogProps) => {
  const { cluster, id, selection, onStarted, onClose } = props;
  const t = useTranslations('history');
  const common = useTranslations('common');
  const plan = usePlanRestore(cluster, id);
  const start = useStartRestore(cluster, id);
  const makePlan = useEffectEvent(() => plan.mutate(selection));
  useEffect(() => makePlan(), []);
  const restored = plan.data?.restored ?? 0;
  const confirm = () =>
    start.mutate(selection, { onSuccess: (operation) => onStarted(operation.id) });
  const error = plan.error ?? start.error;
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={t('plan.title')}
      description={t('plan.description')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            disabled={restored === 0 || start.isPending || start.isError}
            onClick={confirm}
          >
            {t('plan.confirm', { count: restored })}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {plan.isPending ? <Skeleton className="h-32" /> : null}
      {plan.data === undefined ? null : <PlanDetails plan={plan.data} />}
    </Dialog>
  );
};

const PlanDetails = ({ plan }: { plan: RestorePlan }) => {
  const t = useTranslations('history');
  const format = useFormat();
  const { restored, existing, withLease, withoutLease, masked, bytes, revision, keys } = plan;
  return (
    <div className="grid gap-3">
      <ul className="list-disc pl-5">
        <li>
          {t('plan.restored', {
            count: restored,
            size: format.bytes(bytes),
            revision: format.count(revision),
          })}
        </li>
        {existing === 0 ? null : <li>{t('plan.existing', { count: existing })}</li>}
        {withLease === 0 ? null : <li>{t('plan.withLease', { count: withLease })}</li>}
        {withoutLease === 0 ? null : <li>{t('plan.withoutLease', { count: withoutLease })}</li>}
        {masked === 0 ? null : <li>{t('plan.masked', { count: masked })}</li>}
      </ul>
      <ul
        aria-label={t('plan.keys')}
        className="max-h-60 divide-y divide-line overflow-auto rounded-md border border-line"
      >
        {keys.map(({ key, size, fate, lease }) => (
          <li key={key.bytes} className="flex items-center gap-2 px-3 py-1.5">
            <span className="min-w-0 flex-1 break-all font-mono text-sm">{key.text}</span>
            {fate === 'exists' ? <Tag tone="warning">{t('plan.existsTag')}</Tag> : null}
            {lease === 'gone' && fate === 'restore' ? <Tag>{t('plan.noTtlTag')}</Tag> : null}
            <span className="text-muted tabular-nums">{format.bytes(size)}</span>
          </li>
        ))}
      </ul>
      {restored + existing > keys.length ? (
        <p className="text-muted text-xs">{t('plan.more', { count: keys.length })}</p>
      ) : null}
    </div>
  );
};

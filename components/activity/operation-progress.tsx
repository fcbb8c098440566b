'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import { useCancelOperation } from '@/lib/api/operations';
import type { Operation } from '@/lib/domain/api/operations';
import { useOutcomeText } from './operation-outcome-text';
import { useAmount } from './use-amount';
import { useMayCancel } from './use-may-cancel';
import { useTransferRate } from './use-transfer-rate';

const outcomeTones: Record<Exclude<Operation['state'], 'running'>, Tone> = {
  succeeded: 'good',
  failed: 'critical',
  cancelled: 'neutral',
  unknown: 'warning',
};

/** An operation: its progress with speed, time left and Cancel; its outcome once it has ended. */
export const OperationProgress = ({ operation }: { operation: Operation }) => {
  const outcomeText = useOutcomeText();
  if (operation.state === 'running') {
    return <RunningOperation key={operation.id} operation={operation} />;
  }
  return (
    <Notice tone={outcomeTones[operation.state]} role="status">
      {outcomeText(operation)}
    </Notice>
  );
};

const RunningOperation = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('activity');
  const mayCancel = useMayCancel(operation);
  const cancel = useCancelOperation();
  const { kind, target, done, total, cancellable } = operation;
  const title = t(`running.${kind}`, { target });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        <TransferFigures operation={operation} />
        {cancellable && mayCancel ? (
          <Button
            size="sm"
            className="ml-auto"
            aria-label={t('cancelOperation', { title })}
            disabled={cancel.isPending}
            onClick={() => cancel.mutate(operation.id)}
          >
            {cancel.isPending ? t('cancelling') : t('cancel')}
          </Button>
        ) : null}
      </div>
      <Progress
        label={title}
        fraction={total === null ? undefined : Number(done) / Math.max(1, Number(total))}
      />
      {cancel.error === null ? null : <ErrorNotice error={cancel.error} />}
    </div>
  );
};

const TransferFigures = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('activity');
  const format = useFormat();
  const amount = useAmount();
  const { perSecond, secondsLeft } = useTransferRate(operation);
  const { done, total } = operation;
  if (total === null) {
    return <span className="text-muted">{t('starting')}</span>;
  }
  return (
    <span className="flex flex-wrap gap-x-3 text-muted tabular-nums">
      <span>{t('done', { done: amount(operation, done), total: amount(operation, total) })}</span>
      {perSecond === undefined ? null : (
        <span>{t('speed', { speed: amount(operation, perSecond) })}</span>
      )}
      {secondsLeft === undefined ? null : (
        <span>{t('left', { time: format.duration(secondsLeft) })}</span>
      )}
    </span>
  );
};

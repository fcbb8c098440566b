'use client';

import { useTranslations } from 'use-intl';
import { useDeliveries, useTestDelivery } from '@/lib/api/alert-settings';
import type { DeliveryFailure, Receiver } from '@/lib/domain/api/alerts';
import { ListSkeleton } from '../activity/list-skeleton';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { ErrorNotice } from '../ui/error-notice';
import { StatusDot } from '../ui/status-dot';
import { Table, Td, Th } from '../ui/table';
import { TimeAgo } from '../ui/time-ago';
import type { Tone } from '../ui/tone';

const tones: Record<Receiver['state'], Tone> = {
  ok: 'good',
  failing: 'critical',
  unused: 'neutral',
};

/** Where the alerts of a cluster are sent, whether that works, and a message to try it. */
export const DeliveriesPanel = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('alerts.deliveries');
  const mayTest = useMay('alert:configure');
  const { data, error, refetch } = useDeliveries(cluster);
  if (error) {
    return (
      <div className="p-4">
        <ErrorNotice error={error} onRetry={() => refetch()} />
      </div>
    );
  }
  if (data === undefined) {
    return <ListSkeleton />;
  }
  if (data.receivers.length === 0) {
    return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>;
  }
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          <Th>{t('columns.receiver')}</Th>
          <Th>{t('columns.target')}</Th>
          <Th>{t('columns.state')}</Th>
          <Th numeric>{t('columns.waiting')}</Th>
          <Th>{t('columns.lastSent')}</Th>
          {mayTest ? <Th>{t('columns.test')}</Th> : null}
        </tr>
      </thead>
      <tbody>
        {data.receivers.map((receiver) => (
          <ReceiverRow
            key={receiver.name}
            cluster={cluster}
            receiver={receiver}
            mayTest={mayTest}
          />
        ))}
      </tbody>
    </Table>
  );
};

/** Why a delivery failed, as a sentence. */
const useFailureText = (): ((failure: DeliveryFailure) => string) => {
  const t = useTranslations('alerts.deliveries.failure');
  return ({ code, ...parameters }) => t(code, parameters);
};

type ReceiverRowProps = { cluster: string; receiver: Receiver; mayTest: boolean };

const ReceiverRow = ({ cluster, receiver, mayTest }: ReceiverRowProps) => {
  const t = useTranslations('alerts.deliveries');
  const common = useTranslations('common');
  const failureText = useFailureText();
  return (
    <tr>
      <Td>
        <span className="font-semibold">{receiver.name}</span>{' '}
        <span className="text-muted">{t(`kind.${receiver.kind}`)}</span>
      </Td>
      <Td className="whitespace-normal! break-all font-mono text-xs">{receiver.target}</Td>
      <Td className="min-w-40 whitespace-normal!">
        <span className="inline-flex items-center gap-1.5">
          <StatusDot tone={tones[receiver.state]} />
          {t(`state.${receiver.state}`)}
        </span>
        {receiver.failure === null ? null : (
          <p className="break-words text-muted">{failureText(receiver.failure)}</p>
        )}
      </Td>
      <Td numeric>{receiver.waiting}</Td>
      <Td>
        {receiver.lastSentAt === null ? common('never') : <TimeAgo time={receiver.lastSentAt} />}
      </Td>
      {mayTest ? (
        <Td className="whitespace-normal!">
          <TestButton cluster={cluster} receiver={receiver.name} />
        </Td>
      ) : null}
    </tr>
  );
};

const TestButton = ({ cluster, receiver }: { cluster: string; receiver: string }) => {
  const t = useTranslations('alerts.deliveries');
  const failureText = useFailureText();
  const { data, error, isPending, mutate } = useTestDelivery(cluster);
  return (
    <>
      <Button
        size="sm"
        aria-label={t('testOf', { receiver })}
        disabled={isPending}
        onClick={() => mutate(receiver)}
      >
        {isPending ? t('testing') : t('test')}
      </Button>
      <p role="status" className="text-muted">
        {data === undefined || isPending
          ? null
          : data.failure === null
            ? t('tested')
            : data.delivered
              ? failureText(data.failure)
              : t('testFailed', { failure: failureText(data.failure) })}
      </p>
      {error ? <ErrorNotice error={error} /> : null}
    </>
  );
};

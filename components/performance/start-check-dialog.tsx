'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { usePerformancePlan, useStartPerformanceCheck } from '@/lib/api/performance';
import { durations, type LoadName, loadNames, loads } from '@/lib/domain/performance/loads';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { useFormat } from '../ui/use-format';
import { CheckPlan } from './check-plan';

type StartCheckDialogProps = { cluster: string; onClose: () => void };

/** Asks which check, says what it will do, and starts it. */
export const StartCheckDialog = ({ cluster, onClose }: StartCheckDialogProps) => {
  const t = useTranslations('performance.dialog');
  const common = useTranslations('common');
  const formId = useId();
  const [load, setLoad] = useState<LoadName>('small');
  const [seconds, setSeconds] = useState<(typeof durations)[number]>(60);
  const [typed, setTyped] = useState('');
  const plan = usePerformancePlan(cluster, { load, seconds });
  const start = useStartPerformanceCheck(cluster);
  const isNamed = plan.data !== undefined && (!plan.data.needsName || typed === cluster);
  const mayStart = isNamed && plan.data?.refusals.length === 0 && !start.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (mayStart) {
      const confirmation = plan.data?.needsName ? typed : undefined;
      start.mutate({ load, seconds, confirmation }, { onSuccess: onClose });
    }
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => open || onClose()}
      title={t('title', { cluster })}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!mayStart}>
            {start.isPending ? t('starting') : t('start')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <Choices load={load} onLoad={setLoad} seconds={seconds} onSeconds={setSeconds} />
        {plan.isError ? (
          <ErrorNotice error={plan.error} onRetry={() => plan.refetch()} />
        ) : plan.data === undefined ? (
          <p className="text-muted">{t('planning')}</p>
        ) : (
          <CheckPlan plan={plan.data} />
        )}
        {plan.data?.needsName && plan.data.refusals.length === 0 ? (
          <Field
            label={t('typeName', { cluster })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value.trim())}
          />
        ) : null}
        {start.error === null ? null : <ErrorNotice error={start.error} />}
      </form>
    </Dialog>
  );
};

type ChoicesProps = {
  load: LoadName;
  onLoad: (load: LoadName) => void;
  seconds: (typeof durations)[number];
  onSeconds: (seconds: (typeof durations)[number]) => void;
};

const Choices = ({ load, onLoad, seconds, onSeconds }: ChoicesProps) => {
  const t = useTranslations('performance');
  const format = useFormat();
  return (
    <div className="flex flex-wrap gap-3">
      <Select
        className="w-80"
        label={t('dialog.load')}
        value={load}
        options={loadNames.map((name) => ({
          value: name,
          label: t('loadOption', {
            load: t(`loads.${name}`),
            rate: format.count(loads[name].rate),
            clients: format.count(loads[name].clients),
          }),
        }))}
        onChange={onLoad}
      />
      <Select
        className="w-40"
        label={t('dialog.seconds')}
        value={String(seconds)}
        options={durations.map((each) => ({
          value: String(each),
          label: t('dialog.secondsOption', { seconds: each }),
        }))}
        onChange={(value) => onSeconds(durations.find((each) => String(each) === value) ?? 60)}
      />
    </div>
  );
};

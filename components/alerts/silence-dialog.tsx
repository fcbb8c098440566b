'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSilence } from '@/lib/api/alert-settings';
import { useAlerts } from '@/lib/api/alerts';
import { useOverview } from '@/lib/api/clusters';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Select } from '../ui/select';
import { useNow } from '../ui/use-now';
import { ReasonField } from './reason-field';
import { fieldTime, longestSilence, type SilenceEnd, silenceEnd, silenceEnds } from './silence-end';
import { useRuleTitle } from './use-alert-words';

/** What a silence is about; an empty text is all rules, or all members. */
export type SilenceTarget = { rule: string; memberId: string };

type SilenceDialogProps = { cluster: string; target: SilenceTarget; onClose: () => void };

const useOptions = (cluster: string, chosenMember: string) => {
  const t = useTranslations('alerts.silence');
  const ruleTitle = useRuleTitle();
  const { data: alerts } = useAlerts(cluster);
  const { data: overview } = useOverview(cluster);
  const listed = (overview?.members ?? []).map(({ id, name }) => ({
    value: id,
    label: name || id,
  }));
  // Alerts of Prometheus may be of a member that is none of the cluster.
  const isListed = chosenMember === '' || listed.some(({ value }) => value === chosenMember);
  const chosen = isListed ? [] : [{ value: chosenMember, label: chosenMember }];
  return {
    rules: [
      { value: '', label: t('allRules') },
      ...(alerts?.rules ?? []).map(({ id }) => ({ value: id, label: ruleTitle(id) })),
    ],
    members: [{ value: '', label: t('allMembers') }, ...listed, ...chosen],
  };
};

/** Keeps alerts from being delivered for a while; they are still shown, as silenced. */
export const SilenceDialog = ({ cluster, target, onClose }: SilenceDialogProps) => {
  const t = useTranslations('alerts.silence');
  const common = useTranslations('common');
  const formId = useId();
  const [{ rule, memberId }, setTarget] = useState(target);
  const [end, setEnd] = useState<SilenceEnd>('4h');
  const [customEnd, setCustomEnd] = useState('');
  const [reason, setReason] = useState('');
  const options = useOptions(cluster, memberId);
  const silence = useSilence(cluster);
  const now = useNow(60_000).getTime();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const endsAt = silenceEnd(end, customEnd, Date.now());
    silence.mutate(
      { reason, endsAt, ...(rule && { rule }), ...(memberId && { memberId }) },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title')}
      description={t('description')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={silence.isPending}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <ReasonField hint={t('reasonHint')} value={reason} onChange={setReason} />
        <Select
          label={t('rule')}
          value={rule}
          options={options.rules}
          onChange={(chosen) => setTarget({ rule: chosen, memberId })}
        />
        <Select
          label={t('member')}
          value={memberId}
          options={options.members}
          onChange={(chosen) => setTarget({ rule, memberId: chosen })}
        />
        <Select
          label={t('end')}
          value={end}
          options={silenceEnds.map((value) => ({ value, label: t(`ends.${value}`) }))}
          onChange={setEnd}
        />
        {end === 'custom' ? (
          <Field
            label={t('customEnd')}
            type="datetime-local"
            required
            min={fieldTime(now)}
            max={fieldTime(now + longestSilence)}
            value={customEnd}
            onChange={(event) => setCustomEnd(event.target.value)}
          />
        ) : null}
        {silence.error ? <ErrorNotice error={silence.error} /> : null}
      </form>
    </Dialog>
  );
};

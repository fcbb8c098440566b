'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChangeRule } from '@/lib/api/alert-settings';
import type { Rule } from '@/lib/domain/api/alerts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { useFormat } from '../ui/use-format';
import { ReasonField } from './reason-field';
import { defaultsOf, draftOf, type RuleDraft, ruleChangeOf } from './rule-draft';
import { useRuleTitle, useThresholdName, useValueText } from './use-alert-words';

type RuleDialogProps = { cluster: string; rule: Rule; onClose: () => void };

/** Changes what a rule compares with, how long it must hold, and whether it is evaluated. */
export const RuleDialog = ({ cluster, rule, onClose }: RuleDialogProps) => {
  const t = useTranslations('alerts.change');
  const common = useTranslations('common');
  const ruleTitle = useRuleTitle();
  const formId = useId();
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [reason, setReason] = useState('');
  const change = useChangeRule(cluster, rule.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(ruleChangeOf(draft, reason), { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('title', { rule: ruleTitle(rule.id) })}
      description={t('description')}
      footer={
        <>
          <Button className="mr-auto" onClick={() => setDraft(defaultsOf(rule))}>
            {t('defaults')}
          </Button>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={change.isPending}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <DraftFields rule={rule} draft={draft} onChange={setDraft} />
        <ReasonField hint={t('reasonHint')} value={reason} onChange={setReason} />
        {change.error ? <ErrorNotice error={change.error} /> : null}
      </form>
    </Dialog>
  );
};

type DraftFieldsProps = { rule: Rule; draft: RuleDraft; onChange: (draft: RuleDraft) => void };

const DraftFields = ({ rule, draft, onChange }: DraftFieldsProps) => {
  const t = useTranslations('alerts.change');
  const thresholdName = useThresholdName(rule.id);
  const valueText = useValueText();
  const { duration } = useFormat();
  const longest = 24 * 3600;
  return (
    <>
      {rule.thresholds.map(({ name, unit, default: standard, minimum, maximum, isWhole }) => (
        <Field
          key={name}
          label={`${thresholdName(name)} (${t(`inUnit.${unit}`)})`}
          hint={t('defaultAndBounds', {
            value: valueText(standard, unit),
            minimum: valueText(minimum, unit),
            maximum: valueText(maximum, unit),
          })}
          type="number"
          required
          min={minimum}
          max={maximum}
          step={isWhole ? 1 : 'any'}
          value={draft.thresholds[name] ?? ''}
          onChange={(event) =>
            onChange({ ...draft, thresholds: { ...draft.thresholds, [name]: event.target.value } })
          }
        />
      ))}
      <Field
        label={t('for')}
        hint={t('default', { value: duration(rule.defaultForSeconds) })}
        type="number"
        required
        min={0}
        max={longest}
        step={1}
        value={draft.forSeconds}
        onChange={(event) => onChange({ ...draft, forSeconds: event.target.value })}
      />
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          className="mt-0.5"
          checked={draft.enabled}
          onChange={(event) => onChange({ ...draft, enabled: event.target.checked })}
        />
        <span>{t('enabled')}</span>
      </label>
    </>
  );
};

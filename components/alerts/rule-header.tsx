'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { toneEdges } from '../shell/health-tone';
import { useMay } from '../shell/session-context';
import { Button } from '../ui/button';
import { Card } from '../ui/card';
import { Notice } from '../ui/notice';
import { RuleDialog } from './rule-dialog';
import { RuleState } from './rule-state';
import { SeverityTag, severityTones } from './severity-tag';
import { SilenceDialog } from './silence-dialog';
import { notEvaluatedOf, useRuleTitle } from './use-alert-words';

type RuleHeaderProps = { cluster: string; rule: Rule; meaning: string };

/** What a rule is and how it stands, with what may be done to it. */
export const RuleHeader = ({ cluster, rule, meaning }: RuleHeaderProps) => {
  const t = useTranslations('alerts');
  const ruleTitle = useRuleTitle();
  const maySilence = useMay('alert:silence');
  const mayConfigure = useMay('alert:configure');
  const [dialog, setDialog] = useState<'silence' | 'change'>();
  const reason = notEvaluatedOf(rule);
  const close = () => setDialog(undefined);
  const tone = rule.state === 'firing' ? severityTones[rule.severity] : 'neutral';
  return (
    <Card aria-labelledby="rule" className={clsx('border-l-3 px-5 py-4', toneEdges[tone])}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id="rule" className="font-semibold text-xl">
            {ruleTitle(rule.id)}
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
            <SeverityTag severity={rule.severity} />
            <RuleState rule={rule} />
            <span className="text-muted">
              {t(`origin.${rule.origin}`)}{' '}
              <span className="break-all font-mono text-xs">{rule.alertName}</span>
            </span>
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {maySilence ? (
            <Button onClick={() => setDialog('silence')}>{t('silence.open')}</Button>
          ) : null}
          {mayConfigure ? (
            <Button onClick={() => setDialog('change')}>{t('change.open')}</Button>
          ) : null}
        </div>
      </div>
      <p className="mt-3 max-w-220">{meaning}</p>
      {reason === null || !rule.enabled ? null : (
        <div className="mt-3">
          <Notice>{t(`notEvaluatedHint.${reason}`)}</Notice>
        </div>
      )}
      {dialog === 'silence' ? (
        <SilenceDialog cluster={cluster} target={{ rule: rule.id, memberId: '' }} onClose={close} />
      ) : null}
      {dialog === 'change' ? <RuleDialog cluster={cluster} rule={rule} onClose={close} /> : null}
    </Card>
  );
};
